use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use vestibule_templates::FlashMessage;

use super::RequestContext;
use crate::render::flash;

/// The flash messages that the browser brought.
#[derive(Default)]
pub(super) struct SentMessages {
    messages: OnceLock<Vec<FlashMessage>>,
    are_shown: AtomicBool,
}

impl RequestContext {
    /// The flash messages, to be shown now and not again.
    pub(crate) fn take_messages(&self) -> &[FlashMessage] {
        self.0.messages.are_shown.store(true, Relaxed);
        self.messages()
    }

    pub(crate) fn messages_were_shown(&self) -> bool {
        self.0.messages.are_shown.load(Relaxed) && !self.messages().is_empty()
    }

    fn messages(&self) -> &[FlashMessage] {
        let read = || flash::read(&self.0.cookies, self.vestibule());
        self.0.messages.messages.get_or_init(read)
    }
}
