//! What a [`Store`](vestibule_domain::Store) must do, as cases that it must pass.
//!
//! Each case is an async function that begins with an empty store, and panics if the store
//! violates the contract. [`store_contract!`](crate::store_contract) creates a test for each.

#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

pub mod addresses;
pub mod auth_epochs;
pub mod deletion;
pub mod disabling;
pub mod emails;
pub mod events;
pub mod failures;
pub mod imports;
pub mod invitations;
pub mod links;
pub mod passwords;
pub mod pending_logins;
pub mod purge;
pub mod purge_events;
pub mod purge_links;
pub mod races;
pub(crate) mod samples;
pub mod sessions;
pub mod units;
pub mod users;
pub mod visits;
pub mod withdrawals;

/// Creates a named test for each case in [`store`](mod@crate::store), for one adapter.
///
/// `fixture` is an async function without arguments that returns `(Arc<dyn Store>, guard)`: an
/// empty store that no other test uses, and a value that removes it when it is dropped, after a
/// panic too. The tests need the crate `tokio` with `macros` and `rt-multi-thread`.
///
/// Attributes before the fixture are put on each test. Where a store needs a server, the attribute
/// `#[ignore = "reason"]` makes the test runner count its tests as ignored, and
/// `cargo test -- --include-ignored` runs them.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
///
/// use vestibule_domain::Store;
/// use vestibule_memory::MemoryStore;
///
/// async fn empty_store() -> (Arc<dyn Store>, ()) {
///     (Arc::new(MemoryStore::new()), ())
/// }
///
/// vestibule_contract::store_contract!(empty_store);
/// ```
#[macro_export]
macro_rules! store_contract {
    ($(#[$attribute:meta])* $fixture:path) => {
        $crate::store_contract! { [$(#[$attribute])*] $fixture => units:
            a_committed_unit_is_there,
            a_dropped_unit_never_was,
            a_unit_that_met_a_taken_address_never_was,
            after_a_taken_address_a_unit_goes_on,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => users:
            a_new_user_is_found_as_they_registered,
            an_address_is_found_in_every_spelling,
            unknown_address_matches_no_user,
            a_second_account_for_an_address_is_refused_in_every_spelling,
            addresses_that_look_alike_are_different_people,
            the_longest_address_is_kept_whole,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => addresses:
            only_the_address_that_a_user_has_is_proven,
            proving_an_address_again_counts,
            a_user_gets_another_address,
            a_user_respells_their_own_address,
            an_address_that_is_taken_is_not_given_away,
            one_of_parallel_changes_to_an_address_wins,
            a_move_that_races_registrations_leaves_one_owner,
            parallel_registrations_are_all_answered,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => auth_epochs:
            each_change_of_a_credential_raises_the_epoch,
            only_credential_changes_raise_the_epoch,
            only_the_stored_epoch_can_be_held,
            work_at_a_held_epoch_is_withdrawn_or_not_done,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => deletion:
            users_are_listed_when_their_deletion_is_due,
            a_deleted_user_takes_everything_along,
            a_user_is_deleted_only_when_that_is_due,
            a_login_that_races_the_deletion_leaves_nothing,
            a_return_that_races_the_deletion_is_whole_or_not_at_all,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => disabling:
            a_user_is_disabled_and_enabled,
            a_disabled_user_gets_no_session,
            a_login_that_races_the_disabling_opens_nothing,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => imports:
            an_account_is_kept_as_it_was_elsewhere,
            an_account_that_is_there_is_left_and_the_unit_goes_on,
            one_of_parallel_imports_of_an_account_counts,
            accounts_are_listed_page_by_page,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => passwords:
            a_password_is_changed_at_the_proven_epoch,
            at_another_epoch_no_password_is_changed,
            the_expected_hash_is_renewed,
            another_hash_than_expected_is_left,
            a_hash_that_differs_in_case_is_another,
            replacing_a_hash_by_itself_counts,
            missing_user_has_no_hash_to_replace,
            a_hash_is_set_whatever_it_was,
            a_long_hash_is_kept_whole,
            a_login_that_races_a_reset_opens_nothing,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => failures:
            wrong_passwords_are_counted_and_forgotten,
            a_reset_forgets_wrong_passwords_and_known_browsers,
            a_renewed_hash_forgets_nothing,
            parallel_wrong_passwords_are_all_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => sessions:
            a_session_is_found_by_its_token_with_its_user,
            a_session_keeps_all_that_is_known_of_the_client,
            a_session_keeps_no_language,
            a_session_keeps_when_the_password_was_proven,
            a_session_is_found_after_its_end_too,
            times_far_away_are_kept,
            at_another_epoch_no_session_is_opened,
            disabled_or_missing_user_gets_no_session,
            an_unknown_token_finds_nothing,
            tokens_are_told_apart_by_every_byte,
            a_token_opens_one_session_only,
            sessions_are_listed_latest_seen_first_and_only_ones_own,
            the_latest_sessions_that_are_alive_are_listed,
            ones_own_session_is_deleted,
            session_of_another_user_is_left,
            a_session_is_deleted_by_its_token,
            all_sessions_of_a_user_are_deleted_and_counted,
            all_sessions_but_one_are_deleted_and_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => visits:
            a_visit_moves_last_seen_forward,
            a_visit_soon_after_another_writes_nothing,
            a_clock_that_was_set_back_moves_nothing_back,
            a_visit_does_not_bring_a_deleted_session_back,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => links:
            a_link_is_found_by_its_token_with_its_user,
            a_link_is_found_after_its_end_too,
            links_are_told_apart_by_every_byte,
            links_are_listed_by_their_user,
            a_link_is_used_once,
            a_use_that_is_rolled_back_was_none,
            one_of_parallel_uses_of_a_link_counts,
            links_are_deleted_by_purpose_and_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => withdrawals:
            changes_of_address_are_counted,
            undo_links_of_later_changes_are_deleted,
            waiting_emails_are_deleted_by_kind_and_change,
            only_a_new_unverified_account_is_deleted,
            a_link_that_is_made_during_an_undo_does_not_survive_it,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => invitations:
            an_invitation_is_kept_whole,
            an_invitation_is_used_with_the_account_or_not_at_all,
            one_of_parallel_uses_of_an_invitation_counts,
            invitations_past_their_end_are_purged,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => pending_logins:
            pending_login_is_kept_whole,
            older_pending_logins_of_a_user_are_deleted,
            parallel_logins_of_a_user_leave_a_bounded_number_of_pending_logins,
            one_of_parallel_continuations_opens_a_session,
            continuation_that_races_a_change_of_password_opens_nothing,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => emails:
            a_mail_is_kept_whole,
            a_mail_has_room_for_the_longest_address,
            mails_are_taken_in_the_order_in_which_they_are_due,
            a_mail_is_due_again_after_the_lease,
            a_mail_keeps_its_link,
            a_mail_is_postponed,
            only_who_has_a_mail_postpones_it,
            a_mail_is_deleted,
            a_mail_of_a_dropped_unit_is_never_sent,
            one_of_parallel_workers_claims_an_email,
            postmen_at_once_share_the_work,
            a_mail_that_is_worked_on_is_not_waited_for,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => events:
            an_event_is_kept_whole,
            events_are_listed_latest_first_and_only_ones_own,
            an_event_may_be_about_a_user_who_is_gone,
            an_event_takes_the_place_of_another_one,
            an_event_of_a_dropped_unit_never_was,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => races:
            one_of_parallel_registrations_of_an_address_wins,
            registrations_of_different_addresses_do_not_disturb_each_other,
            one_of_parallel_password_changes_wins,
            changes_of_different_passwords_do_not_disturb_each_other,
            a_login_that_races_a_change_of_password_opens_nothing,
            of_logins_that_renew_one_hash_none_breaks,
            one_of_parallel_visits_is_written,
            a_visit_that_races_a_logout_revives_nothing,
            of_units_that_wait_for_each_other_both_are_done,
            one_of_parallel_revocations_deletes_the_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge:
            sessions_past_their_end_are_purged,
            idle_sessions_are_purged,
            a_purge_deletes_no_more_than_its_batch,
            a_large_batch_is_purged_whole,
            purges_at_once_share_the_work,
            a_session_that_is_worked_on_is_left_and_not_waited_for,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge_links:
            links_past_their_end_are_purged,
            purges_of_links_share_the_work,
            a_link_that_is_being_used_is_left_and_not_waited_for,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge_events:
            old_events_are_purged,
            purges_of_events_share_the_work,
            an_event_that_is_being_deleted_is_left_and_not_waited_for,
        }
    };
    ($attributes:tt $fixture:path => $module:ident: $($case:ident,)+) => {
        mod $module {
            use super::*;

            $($crate::contract_case!($attributes $fixture => [store::$module] $case);)+
        }
    };
}
