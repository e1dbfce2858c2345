//! Vulnerabilities of other libraries of this kind, tested here. A test is named after the
//! advisory; where there is none, after the source of the report.
//!
//! | | advisory | here |
//! |---|---|---|
//! | 1 | CVE-2026-32700 Devise, two changes of address at once | `cve_2026_32700_…` |
//! | 2 | CVE-2019-5421 Devise, guesses at once are not counted | `cve_2019_5421_…`; on databases `parallel_attempts_pass_up_to_the_limit` |
//! | 3 | CVE-2026-40295 Devise, time-out leads to the `Referer` | `cve_2026_40295_…` |
//! | 4 | CVE-2015-8314 Devise, one token for ever on all devices | `cve_2015_8314_…` |
//! | 5 | CVE-2019-16109 Devise, CVE-2015-3982 Django, a blank token matches a blank column | `cve_2019_16109_…` |
//! | 6 | OSVDB-114435 Devise, CVE-2018-11406 Symfony, what was there before the login has power after it | `cve_2018_11406_…` |
//! | 7 | CVE-2025-46336 rack-session, a slow request brings a session back | `cve_2025_46336_…`; on databases `visit_during_a_logout_restores_no_session` |
//! | 8 | CVE-2026-39324 rack-session, CVE-2024-51996 Symfony, what can't be read is believed | `cve_2026_39324_…` |
//! | 9 | CVE-2020-11052 Sorcery, the lock arms once | `cve_2020_11052_…` |
//! | 10 | CVE-2021-23435 clearance, CVE-2021-32618 and CVE-2023-49438 Flask-Security-Too, CVE-2018-19790 Symfony, CVE-2014-3730, 2015-0220, 2016-2512 and 2017-7233 Django, redirects | `cve_2021_23435_…` |
//! | 11 | CVE-2021-21241 Flask-Security-Too, a token in a body | `cve_2021_21241_…` |
//! | 12 | CVE-2023-30861 Flask, CVE-2014-1418 Django, cookies in caches | `cve_2023_30861_…` |
//! | 13 | CVE-2019-19844 Django, a look-alike address | `cve_2019_19844_…`; on databases `similar_looking_addresses_are_different_users` |
//! | 14 | CVE-2013-1443 and CVE-2021-45115 Django, CVE-2013-5958 Symfony, a long password | `cve_2013_1443_…` |
//! | 15 | CVE-2016-2513 and CVE-2024-39329 Django, the time of a login | `cve_2016_2513_…`; real hashes `unknown_address_and_wrong_password_take_the_same_time` |
//! | 16 | CVE-2018-6188 Django, CVE-2021-21424 Symfony, the words of a refusal | `cve_2018_6188_…` |
//! | 17 | CVE-2015-5143, 5963 and 5964 Django, sessions for visitors | `cve_2015_5143_…` |
//! | 18 | allauth 65.8.1, a success pays for guesses | `allauth_65_8_1_…` |
//! | 19 | allauth 65.14.2, CVE-2026-45364 better-auth, `X-Forwarded-For` | `cve_2026_45364_…`; the counting `header_of_an_untrusted_client_does_not_change_the_network`, `addresses_of_one_ipv6_network_share_a_limit` |
//! | 20 | allauth 65.11.1, CVE-2017-11365 Symfony, no password is the empty password | `cve_2017_11365_…` |
//! | 21 | CVE-2025-61928 better-auth, a form says who the user is | `cve_2025_61928_…` |
//! | 22 | CVE-2017-9303 Laravel, CVE-2012-4520 and 2011-4139 Django, CVE-2026-45074 Symfony, links from `Host` | `cve_2017_9303_…`; the email itself `host_header_does_not_influence_emails` |
//! | 23 | CVE-2026-48019 Laravel, CVE-2015-5144 Django, RUSTSEC-2020-0069 and 2021-0069 lettre, line ends in addresses | `cve_2026_48019_…`; over SMTP `whatever_address_is_typed_it_stays_in_its_header_and_command` |
//! | 24 | CVE-2026-45075 Symfony, `HEAD` past a guard | `cve_2026_45075_…` |
//! | 25 | CVE-2012-6497 authlogic, a public key of all installations | `cve_2012_6497_…` |
//! | 26 | CVE-2014-0482 and 2015-0219 Django, headers say who the user is | `cve_2014_0482_…` |
//! | 27 | tower-sessions 0.12.1, axum-login 217, cot 246, sessions that are not replaced | `axum_login_217_…` |
//! | 28 | RUSTSEC-2022-0055 axum-core, RUSTSEC-2024-0363 sqlx, bodies without a limit | `rustsec_2022_0055_…`; smuggling (RUSTSEC-2021-0078) `smuggled_request_is_never_answered`; h2: there is no HTTP/2 |
//! | 29 | RUSTSEC-2025-0055 tracing-subscriber, escapes in logs | the program's own log: `each_log_line_is_one_json_object_for_any_client_input` |
//! | 30 | RUSTSEC-2024-0421 idna, `xn--` masks ASCII | `rustsec_2024_0421_…`; versions: `just deny` |
//! | 31 | HackerOne 3692149 Kratos, a code that works twice | `hackerone_3692149_…`; on databases `one_of_parallel_uses_of_a_link_counts` |
//! | 32 | GHSA-wc43-73w7-x2f5 Kratos, GHSA-xg6x-h9c9-2m83 better-auth, half a login | `ghsa_wc43_73w7_x2f5_…` |
//! | 33 | CVE-2023-33170 ASP.NET, the count lags | `cve_2023_33170_…` |
//! | 34 | CVE-2024-45231 Django, trouble with emails tells | `cve_2024_45231_…` |
//! | 35 | better-auth 7196, an address that was never verified | `better_auth_7196_…` |
//! | 36 | ezauth 130, a way in that renews nothing | `ezauth_130_…` |
//! | 37 | Rauthy's delay, sleeping requests | can't happen: the rules and the pages have no timer to wait by; what is too much gets an answer at once |
//! | 38 | Sudhodanan and Paverd 2022, the account that waits for its owner | `arxiv_2205_10174_…` |
//! | 39 | a link to verify that logs in | `link_of_another_user_does_not_switch_the_session` |
//! | 40 | model-hotel 552, a stored hash that takes all memory | not over HTTP: `excessively_expensive_hash_is_a_mismatch` |

mod forms;
mod guessing;
mod links;
mod redirects;
mod sessions;
mod visitors;
