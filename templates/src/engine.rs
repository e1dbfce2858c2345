use std::sync::Arc;

use minijinja::{Environment, Value, context, value::Serde};
use serde::Serialize;

use crate::{
    Asset, FlashMessage, LayoutContext, Message, Page, TemplateError, TemplatesBuilder, asset,
    catalogue::{self, Catalogue},
    email,
    layout_context::Viewer,
    loader::Sources,
    locale_templates::LocaleTemplates,
    rendered::Rendered,
    settings_menu, url_for,
};

mod trial;

/// All templates of one site. A clone is the same set.
#[derive(Clone)]
pub struct Templates(Arc<Inner>);

struct Inner {
    /// The templates in each language, the default language first.
    editions: Vec<LocaleTemplates>,
    sources: Sources,
    /// `None` if a templates folder is configured, whose files may change at any time.
    rendered: Option<Rendered>,
    assets: Vec<Asset>,
    site_name: String,
    registration_fields: Vec<&'static str>,
}

impl Templates {
    /// Returns a builder with the built-in templates, and without routes.
    pub fn builder() -> TemplatesBuilder {
        TemplatesBuilder::new()
    }

    /// Renders a page, or returns a recently rendered one with the same context.
    ///
    /// # Errors
    ///
    /// If a replaced template fails on values that its sample data does not have.
    pub fn render<P: Page>(
        &self,
        page: &P,
        layout_context: &LayoutContext<'_>,
    ) -> Result<Arc<str>, TemplateError> {
        if page.has_secret() {
            return self.render_uncached(P::TEMPLATE, page, layout_context);
        }
        self.render_cached(P::TEMPLATE, page, layout_context)
    }

    /// Renders a template of the application with a context that is a map or a struct. The variables of
    /// every template take precedence over those of the context.
    ///
    /// The page is not cached: the context may contain a secret.
    ///
    /// # Errors
    ///
    /// The template does not exist, or it fails with this context.
    pub fn render_named<C: Serialize + ?Sized>(
        &self,
        name: &str,
        context: &C,
        layout_context: &LayoutContext<'_>,
    ) -> Result<Arc<str>, TemplateError> {
        self.render_uncached(name, context, layout_context)
    }

    /// Renders as [`render_named`](Self::render_named) does, for a template and a context without
    /// secrets: the page is cached, and shared with later requests for the same one.
    ///
    /// # Errors
    ///
    /// The template does not exist, or it fails with this context.
    pub fn render_cached<C: Serialize + ?Sized>(
        &self,
        name: &str,
        context: &C,
        layout_context: &LayoutContext<'_>,
    ) -> Result<Arc<str>, TemplateError> {
        let render = || self.render_uncached(name, context, layout_context);
        let Some(rendered) = &self.0.rendered else {
            return render();
        };
        let viewer: Viewer<'_> = layout_context.current_user.into();
        let (language, messages) = (layout_context.language, layout_context.messages);
        rendered.page(&(name, language, viewer, messages, context), render)
    }

    fn render_uncached<C: Serialize + ?Sized>(
        &self,
        name: &str,
        context: &C,
        layout_context: &LayoutContext<'_>,
    ) -> Result<Arc<str>, TemplateError> {
        let viewer = layout_context.current_user.into();
        let edition = self.edition(layout_context.language);
        let page = self.render_for(edition, name, context, viewer, layout_context.messages)?;
        Ok(page.into())
    }

    /// Selects a language of the site for an `Accept-Language` header (RFC 9110, 12.5.4).
    pub fn negotiate(&self, accept_language: &str) -> &str {
        let editions = &self.0.editions;
        let found = catalogue::negotiate(accept_language, editions);
        &found.unwrap_or_else(|| self.default_edition()).tag
    }

    /// Whether every page can say `message`. One that comes from outside, such as from the
    /// cookie that an older version gave out, may be unknown.
    pub fn knows(&self, message: &Message) -> bool {
        let translator = &self.default_edition().translator;
        translator.message(message).is_ok()
    }

    /// Returns the text of a message in a language, without markup, for API clients. `None` if no
    /// catalogue [`knows`](Self::knows) it.
    pub fn translate(&self, message: &Message, language: &str) -> Option<String> {
        self.edition(language).translator.message(message).ok()
    }

    /// Returns the name of the site.
    pub fn site_name(&self) -> &str {
        &self.0.site_name
    }

    /// What the pages load, to be served under the paths that it has.
    pub fn assets(&self) -> &[Asset] {
        &self.0.assets
    }

    pub(crate) fn new(builder: TemplatesBuilder) -> Result<Self, TemplateError> {
        let sources = builder.sources;
        let assets = asset::load(&builder.assets, sources.folder.as_deref(), &builder.brand)?;
        let mut env = Environment::new();
        env.set_undefined_behavior(builder.undefined);
        env.set_auto_escape_callback(email::escaping);
        let reloads = cfg!(debug_assertions) && sources.folder.is_some();
        env.set_auto_reload(reloads);
        env.set_loader(sources.clone().into_loader());
        env.add_global("site_name", builder.site_name.clone());
        env.add_global("invitation_only", builder.invitation_only);
        env.add_global("site_logo", builder.brand.logo_name());
        env.add_global("touch_icon", builder.brand.touch_icon_name());
        env.add_global("email_logo", builder.brand.email_logo_name());
        env.add_global("has_illustration", builder.brand.has_illustration);
        env.add_global("site_links", Value::from(Serde(&builder.brand.links())));
        let support = builder.brand.support_email.as_ref();
        env.add_global(
            "support_email",
            support.map(ToString::to_string).unwrap_or_default(),
        );
        env.add_global(
            "support_url",
            builder.brand.support_url().unwrap_or_default(),
        );
        env.add_global("email_accent", builder.brand.email_accent());
        let settings = settings_menu::entries(&builder.settings_pages, &builder.routes);
        env.add_global("settings_pages", Value::from(Serde(&settings)));
        let routes = builder.routes.clone();
        url_for::install(&mut env, builder.routes, &assets);
        compile(&env, &sources)?;

        let program = builder.messages.into_iter().map(|(tag, text)| {
            let place = format!("{tag}.ftl");
            catalogue::Source::new(&tag, place, text)
        });
        let mut theirs = program.collect::<Result<Vec<_>, _>>()?;
        theirs.extend(sources.messages()?);
        let offered = Catalogue::load(theirs)?.offer(builder.languages.as_deref())?;
        let editions = offered
            .into_iter()
            .map(|(language, translator)| LocaleTemplates::new(env.clone(), language, translator));
        let templates = Self(Arc::new(Inner {
            editions: editions.collect(),
            sources,
            rendered: (!reloads).then(Rendered::new),
            assets,
            site_name: builder.site_name,
            registration_fields: builder.registration_fields,
        }));
        templates.render_samples(|route| routes.contains_key(route))?;
        Ok(templates)
    }

    #[cfg(test)]
    pub(crate) fn kept_pages(&self) -> usize {
        self.0.rendered.as_ref().map_or(0, Rendered::len)
    }

    pub(crate) fn edition(&self, tag: &str) -> &LocaleTemplates {
        let mut editions = self.0.editions.iter();
        let found = editions.find(|edition| edition.tag == tag);
        found.unwrap_or_else(|| self.default_edition())
    }

    fn default_edition(&self) -> &LocaleTemplates {
        &self.0.editions[0]
    }

    pub(crate) fn render_for<C: Serialize + ?Sized>(
        &self,
        edition: &LocaleTemplates,
        name: &str,
        context: &C,
        viewer: Viewer<'_>,
        messages: &[FlashMessage],
    ) -> Result<String, TemplateError> {
        let context = context! {
            language => edition.tag.as_str(),
            current_user => Serde(viewer),
            messages => Serde(messages),
            ..Serde(context)
        };
        let template = edition.env.get_template(name);
        template
            .and_then(|template| template.render(context))
            .map_err(|error| self.0.sources.locate_error(&error, name))
    }
}

fn compile(env: &Environment<'static>, sources: &Sources) -> Result<(), TemplateError> {
    for name in sources.names()? {
        let compiled = env.get_template(&name);
        compiled.map_err(|error| sources.locate_error(&error, &name))?;
    }
    Ok(())
}
