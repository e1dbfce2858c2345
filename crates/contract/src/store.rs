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
            committed_transaction_is_visible,
            dropped_transaction_is_rolled_back,
            transaction_with_a_taken_address_is_rolled_back,
            transaction_continues_after_a_taken_address,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => users:
            new_user_is_found_with_the_registered_data,
            address_is_found_in_every_spelling,
            unknown_address_matches_no_user,
            second_account_for_an_address_is_refused_in_every_spelling,
            similar_looking_addresses_are_different_users,
            longest_address_is_stored_completely,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => addresses:
            only_the_current_address_is_verified,
            repeated_verification_succeeds,
            user_gets_a_new_address,
            user_changes_the_spelling_of_the_own_address,
            taken_address_is_refused,
            one_of_parallel_changes_to_an_address_wins,
            email_change_during_registrations_leaves_one_owner,
            parallel_registrations_are_all_answered,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => auth_epochs:
            each_change_of_a_credential_raises_the_epoch,
            only_credential_changes_raise_the_epoch,
            only_the_stored_epoch_can_be_held,
            work_at_a_held_epoch_is_completed_before_or_after_a_change,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => deletion:
            users_are_listed_when_their_deletion_is_due,
            deleting_a_user_deletes_all_their_rows,
            user_is_deleted_only_when_due,
            login_during_a_deletion_leaves_no_session,
            login_during_the_due_deletion_keeps_or_loses_the_whole_account,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => disabling:
            user_is_disabled_and_enabled,
            disabled_user_gets_no_session,
            login_during_a_disabling_opens_no_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => imports:
            imported_account_keeps_its_data,
            existing_account_is_unchanged_and_the_transaction_continues,
            one_of_parallel_imports_of_an_account_counts,
            accounts_are_listed_page_by_page,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => passwords:
            password_is_changed_at_the_current_epoch,
            password_change_at_another_epoch_is_refused,
            expected_hash_is_replaced,
            unexpected_hash_is_not_replaced,
            hash_comparison_is_case_sensitive,
            replacing_a_hash_by_itself_succeeds,
            missing_user_has_no_hash_to_replace,
            password_hash_is_replaced_unconditionally,
            long_hash_is_stored_completely,
            login_during_a_password_reset_opens_no_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => failures:
            wrong_passwords_are_counted_and_cleared,
            password_reset_clears_failures_and_known_browsers,
            rehash_keeps_failures_and_known_browsers,
            parallel_wrong_passwords_are_all_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => sessions:
            session_is_found_by_its_token_with_its_user,
            session_stores_all_client_data,
            session_stores_no_language,
            session_stores_the_time_of_authentication,
            expired_session_is_found,
            distant_times_round_trip,
            session_at_another_epoch_is_refused,
            disabled_or_missing_user_gets_no_session,
            unknown_token_finds_no_session,
            session_tokens_differ_by_every_byte,
            session_token_is_unique,
            own_sessions_are_listed_latest_seen_first,
            latest_active_sessions_are_listed,
            own_session_is_deleted,
            session_of_another_user_is_not_deleted,
            session_is_deleted_by_its_token,
            all_sessions_of_a_user_are_deleted_and_counted,
            all_other_sessions_are_deleted_and_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => visits:
            visit_updates_last_seen,
            visit_soon_after_another_writes_no_row,
            clock_set_back_does_not_move_timestamps_back,
            last_seen_update_does_not_restore_a_deleted_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => links:
            link_is_found_by_its_token_with_its_user,
            expired_link_is_found,
            link_tokens_differ_by_every_byte,
            links_are_listed_by_their_user,
            link_is_consumed_once,
            rolled_back_use_does_not_consume_the_token,
            one_of_parallel_uses_of_a_link_counts,
            links_are_deleted_by_purpose_and_counted,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => withdrawals:
            email_changes_are_counted,
            undo_links_of_later_changes_are_deleted,
            waiting_emails_are_deleted_by_kind_and_change,
            only_a_new_unverified_account_is_deleted,
            link_created_during_an_undo_does_not_survive_it,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => invitations:
            invitation_round_trips,
            invitation_is_consumed_only_with_its_account,
            one_of_parallel_uses_of_an_invitation_counts,
            expired_invitations_are_purged,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => pending_logins:
            pending_login_round_trips,
            older_pending_logins_of_a_user_are_deleted,
            parallel_logins_of_a_user_leave_a_bounded_number_of_pending_logins,
            one_of_parallel_continuations_opens_a_session,
            continuation_during_a_password_change_opens_no_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => emails:
            email_round_trips,
            email_to_the_longest_address_is_stored,
            emails_are_claimed_in_due_order,
            email_is_claimable_again_after_the_lease,
            email_keeps_its_link,
            email_is_postponed,
            only_the_holder_of_the_lease_postpones_an_email,
            email_is_deleted,
            email_of_a_rolled_back_transaction_is_never_claimed,
            one_of_parallel_workers_claims_an_email,
            parallel_workers_share_the_emails,
            locked_email_is_skipped,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => events:
            event_round_trips,
            own_events_are_listed_newest_first,
            event_of_a_deleted_user_is_kept,
            event_replaces_another_event,
            event_of_a_rolled_back_transaction_is_not_stored,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => races:
            one_of_parallel_registrations_of_an_address_wins,
            parallel_registrations_of_different_addresses_succeed,
            one_of_parallel_password_changes_wins,
            parallel_password_changes_of_different_users_succeed,
            login_during_a_password_change_opens_no_session,
            parallel_rehashes_of_one_user_succeed,
            one_of_parallel_visits_is_written,
            visit_during_a_logout_restores_no_session,
            deadlocked_transactions_both_complete,
            one_of_parallel_revocations_deletes_the_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge:
            expired_sessions_are_purged,
            idle_sessions_are_purged,
            purge_deletes_one_batch_at_most,
            large_batch_is_purged_completely,
            parallel_session_purges_share_the_rows,
            purge_skips_a_locked_session,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge_links:
            expired_links_are_purged,
            parallel_link_purges_share_the_rows,
            purge_skips_a_locked_link,
        }
        $crate::store_contract! { [$(#[$attribute])*] $fixture => purge_events:
            old_events_are_purged,
            parallel_event_purges_share_the_rows,
            purge_skips_a_locked_event,
        }
    };
    ($attributes:tt $fixture:path => $module:ident: $($case:ident,)+) => {
        mod $module {
            use super::*;

            $($crate::contract_case!($attributes $fixture => [store::$module] $case);)+
        }
    };
}
