//! What a [`Store`](vestibule_domain::Store) must do, as cases that it must pass.
//!
//! Each case is an async function that begins with an empty store and panics when the store
//! breaks its word. [`store_contract!`](crate::store_contract) makes a test of each.

#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

pub mod passwords;
pub mod purge;
pub mod races;
mod samples;
pub mod sessions;
pub mod units;
pub mod users;

/// Makes a named test of each case in [`store`](mod@crate::store), for one adapter.
///
/// `fixture` is an async function without arguments that gives
/// `Option<(Arc<dyn Store>, guard)>`: an empty store that no other test uses, and a value
/// that takes it away when it is dropped, as happens after a panic too. `None` skips the
/// case, as where no server is configured: say so aloud, and panic instead where it must not
/// be skipped. The tests need the crate `tokio` with `macros` and `rt-multi-thread`.
///
/// ```
/// use std::sync::Arc;
///
/// use vestibule_domain::Store;
/// use vestibule_memory::MemoryStore;
///
/// async fn empty_store() -> Option<(Arc<dyn Store>, ())> {
///     Some((Arc::new(MemoryStore::new()), ()))
/// }
///
/// vestibule_contract::store_contract!(empty_store);
/// ```
#[macro_export]
macro_rules! store_contract {
    ($fixture:path) => {
        $crate::store_contract! { $fixture => units:
            a_committed_unit_is_there,
            a_dropped_unit_never_was,
            a_unit_that_met_a_taken_address_never_was,
        }
        $crate::store_contract! { $fixture => users:
            a_new_user_is_found_as_they_registered,
            an_address_is_found_in_every_spelling,
            an_unknown_address_is_nobody,
            a_second_account_for_an_address_is_refused_in_every_spelling,
            addresses_that_look_alike_are_different_people,
            the_longest_address_is_kept_whole,
        }
        $crate::store_contract! { $fixture => passwords:
            the_expected_hash_is_replaced,
            another_hash_than_expected_is_left,
            a_hash_that_differs_in_case_is_another,
            replacing_a_hash_by_itself_counts,
            nobody_has_no_hash_to_replace,
            a_long_hash_is_kept_whole,
        }
        $crate::store_contract! { $fixture => sessions:
            a_session_is_found_by_its_token_with_its_user,
            a_session_keeps_all_that_is_known_of_the_client,
            a_session_is_found_after_its_end_too,
            times_far_away_are_kept,
            without_the_right_hash_no_session_is_opened,
            nobody_gets_no_session,
            an_unknown_token_finds_nothing,
            tokens_are_told_apart_by_every_byte,
            a_token_opens_one_session_only,
            sessions_are_listed_latest_seen_first_and_only_ones_own,
            ones_own_session_is_deleted,
            a_strangers_session_is_left,
            a_session_is_deleted_by_its_token,
            all_sessions_of_a_user_are_deleted_and_counted,
            a_visit_moves_last_seen_forward,
            a_visit_soon_after_another_writes_nothing,
            a_clock_that_was_set_back_moves_nothing_back,
            a_visit_does_not_bring_a_deleted_session_back,
        }
        $crate::store_contract! { $fixture => races:
            of_many_registrations_of_one_address_one_wins,
            registrations_of_different_addresses_do_not_disturb_each_other,
            of_many_changes_of_one_password_one_wins,
            changes_of_different_passwords_do_not_disturb_each_other,
            a_log_in_that_races_a_change_of_password_opens_nothing,
            of_log_ins_that_renew_one_hash_none_breaks,
            of_many_visits_at_once_one_is_written,
            a_visit_that_races_a_log_out_revives_nothing,
            of_many_revocations_of_one_session_one_did_it,
            of_units_that_wait_for_each_other_both_are_done,
        }
        $crate::store_contract! { $fixture => purge:
            sessions_past_their_end_are_purged,
            sessions_that_nobody_uses_are_purged,
            a_purge_deletes_no_more_than_its_batch,
            a_large_batch_is_purged_whole,
            purges_at_once_share_the_work,
            a_session_that_is_worked_on_is_left_and_not_waited_for,
        }
    };
    ($fixture:path => $module:ident: $($case:ident,)+) => {
        mod $module {
            use super::*;

            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    if let Some((store, _guard)) = $fixture().await {
                        $crate::store::$module::$case(store).await;
                    }
                }
            )+
        }
    };
}
