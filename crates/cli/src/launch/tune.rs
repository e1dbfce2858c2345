use std::{error::Error, sync::Arc};

use bytesize::ByteSize;
use vestibule_argon2::{Wish, tune};
use vestibule_system::SystemRandom;

use super::{command_line::Wishes, say};

/// Lines that can be pasted into `.env`: what was measured as comments, then the choice.
pub(super) async fn run(wishes: &Wishes) -> Result<(), Box<dyn Error>> {
    let wish = Wish {
        time: wishes.time,
        memory_kib: u32::try_from(wishes.memory.as_u64() / 1024)?,
    };
    let found = tune(wish, Arc::new(SystemRandom)).await?;
    let in_ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    let memory = ByteSize::kib(found.memory_kib.into());
    let (time, cores) = (in_ms(found.alone), found.cores);
    say(&format!(
        "# One password hash (argon2id) takes {time:.0} ms and {memory} here."
    ))?;
    if found.alone > wish.time {
        say(&format!(
            "# That is the OWASP minimum; this machine cannot compute it in {:.0} ms.",
            in_ms(wish.time)
        ))?;
    }
    let together = found.together.as_secs_f64();
    say(&format!(
        "# {cores} at once, one per core, take {:.0} ms and {}: at most {:.0} logins per second.",
        together * 1000.0,
        memory * cores as u64,
        cores as f64 / together
    ))?;
    say(&format!("ARGON2_MEMORY_KIB={}", found.memory_kib))?;
    say(&format!("ARGON2_PASSES={}", found.passes))?;
    Ok(say("ARGON2_LANES=1")?)
}
