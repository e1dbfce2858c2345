use std::sync::Arc;

use serde_json::json;

use super::{
    builder,
    html::{Tag, tags},
    templates, user,
};
use crate::{
    AccountPage, ActivityPage, ChangeEmailPage, ConfirmEmailChangePage, ConfirmPasswordPage,
    ErrorPage, EventEntry, Field, FlashMessage, ForgotPasswordPage, HomePage, LayoutContext, Level,
    LoginPage, Page, RegisterPage, ResendVerificationPage, ResetPasswordPage, SecretField,
    SettingsPage, TemplateError, Templates, TokenField, UndoEmailChangePage, VerifyEmailPage,
};

const HOSTILE: &str = "<script>\"'&</title>{{ 7777*7 }}";

/// Renders with a harmless text and with a hostile one: the pages must have the same elements with the
/// same attributes.
fn assert_inert(render: impl Fn(&str) -> Result<Arc<str>, TemplateError>) {
    let shape = |html: &str| -> Vec<(String, Vec<String>)> {
        let shape = |tag: Tag| {
            let attributes = tag.attributes().map(str::to_owned).collect();
            (tag.name, attributes)
        };
        tags(html).into_iter().map(shape).collect()
    };
    let (harmless, hostile) = (render("harmless").unwrap(), render(HOSTILE).unwrap());
    assert!(harmless.contains("harmless"));
    assert_eq!(shape(&harmless), shape(&hostile));
    assert!(!hostile.contains("<script"));
    assert!(!hostile.contains("54439"), "it was run as a template");
}

fn page<P: Page>(page: P) -> Result<Arc<str>, TemplateError> {
    templates().render(&page, &LayoutContext::default())
}

#[test]
fn input_and_messages_are_escaped() {
    let text = str::to_owned;
    assert_inert(|t| {
        page(RegisterPage {
            email: Field::new(t),
            ..RegisterPage::new(8, None)
        })
    });
    assert_inert(|t| {
        page(RegisterPage {
            email: Field::blank().with_error(t),
            password: SecretField::blank().with_error(t),
            password_confirmation: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..RegisterPage::new(8, Some(text(t)))
        })
    });
    assert_inert(|t| {
        page(LoginPage {
            email: Field::new(t),
            ..LoginPage::new(Some(text(t)))
        })
    });
    assert_inert(|t| {
        page(LoginPage {
            email: Field::blank().with_error(t),
            password: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..LoginPage::default()
        })
    });
    assert_inert(|t| {
        page(SettingsPage {
            current_password: SecretField::blank().with_error(t),
            password: SecretField::blank().with_error(t),
            password_confirmation: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..SettingsPage::new(0, 0, 8)
        })
    });
    assert_inert(|t| {
        page(ConfirmPasswordPage {
            current_password: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..ConfirmPasswordPage::new(Some(text(t)))
        })
    });
    assert_inert(|t| {
        page(AccountPage {
            confirmation: Field::new(t).with_error(t),
            current_password: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..AccountPage::new(std::time::Duration::ZERO)
        })
    });
    assert_inert(|t| {
        page(ActivityPage::new([EventEntry {
            what: t.into(),
            is_warning: true,
            at: 0,
            times: 1,
            agent: Some(text(t)),
            address: None,
        }]))
    });
    assert_inert(|t| {
        page(ForgotPasswordPage {
            email: Field::new(t).with_error(t),
            alert: Some(t.into()),
            ..ForgotPasswordPage::new(true)
        })
    });
    assert_inert(|t| {
        page(ResendVerificationPage {
            email: Field::new(t).with_error(t),
            alert: Some(t.into()),
            ..ResendVerificationPage::new(true)
        })
    });
    assert_inert(|t| {
        page(ChangeEmailPage {
            email: Field::new(t).with_error(t),
            current_password: SecretField::blank().with_error(t),
            alert: Some(t.into()),
            ..ChangeEmailPage::new(true)
        })
    });
    assert_inert(|t| {
        page(ErrorPage {
            status: 500,
            request_id: Some(text(t)),
        })
    });
}

#[test]
fn address_on_a_link_page_is_escaped() {
    let token = TokenField::sample;
    assert_inert(|t| page(ResetPasswordPage::new(token(), t, 8)));
    assert_inert(|t| page(VerifyEmailPage::new(token(), t, true)));
    assert_inert(|t| page(VerifyEmailPage::new(token(), t, false)));
    assert_inert(|t| {
        page(ConfirmEmailChangePage {
            token: token(),
            email: t.to_owned(),
            alert: Some(t.into()),
        })
    });
    assert_inert(|t| {
        page(UndoEmailChangePage {
            token: token(),
            email: t.to_owned(),
            alert: Some(t.into()),
        })
    });
}

#[test]
fn link_token_is_hidden_in_debug_output() {
    let page = VerifyEmailPage::samples().remove(0);
    assert!(format!("{page:?}").contains("TokenField(…)"));
}

#[test]
fn flash_message_and_site_name_are_escaped() {
    assert_inert(|text| {
        let messages = [FlashMessage {
            level: Level::Error,
            text: text.into(),
        }];
        let layout_context = LayoutContext {
            messages: &messages,
            ..LayoutContext::default()
        };
        templates().render(&HomePage, &layout_context)
    });
    assert_inert(|text| {
        let templates = builder().site_name(text).build()?;
        templates.render(&HomePage, &LayoutContext::default())
    });
}

#[test]
fn address_with_every_allowed_character_is_escaped() {
    let mallory = user("&amp'{{7777*7}}@example.com");
    let layout_context = LayoutContext {
        current_user: Some(&mallory),
        ..LayoutContext::default()
    };
    let html = templates()
        .render(&SettingsPage::new(0, 0, 8), &layout_context)
        .unwrap();
    assert!(html.contains("<strong>&amp;amp&#x27;{{7777*7}}@example.com</strong>."));
    assert!(!html.contains("54439"));
}

#[test]
fn query_value_cannot_leave_its_parameter_or_attribute() {
    assert_inert(|text| {
        let source = "<a href=\"{{ url_for('home', x=text, next='harmless') }}\">x</a>";
        let templates = builder().template("host.html", source).build()?;
        templates.render_named(
            "host.html",
            &json!({ "text": text }),
            &LayoutContext::default(),
        )
    });
    let source = "{{ url_for('home', a=text, b=7, c=none) }}";
    let templates = builder().template("host.html", source).build().unwrap();
    let context = json!({ "text": "x&y=ü #?/" });
    let url = templates.render_named("host.html", &context, &LayoutContext::default());
    assert_eq!(&*url.unwrap(), "/?a=x%26y%3D%C3%BC+%23%3F%2F&amp;b=7");
}

#[test]
fn application_template_is_escaped() {
    let templates = Templates::builder()
        .template("host.html", "<p title=\"{{ text }}\">{{ text }}</p>")
        .build()
        .unwrap();
    assert_inert(|text| {
        templates.render_named(
            "host.html",
            &json!({ "text": text }),
            &LayoutContext::default(),
        )
    });
}
