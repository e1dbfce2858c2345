confirm-email-change-title = Neue E-Mail-Adresse bestätigen
confirm-email-change-lead = Ihr Konto verwendet dann { $email }. Mit dieser Adresse melden Sie sich an.
confirm-email-change-action = Neue Adresse bestätigen
confirm-email-change-done = Ihre E-Mail-Adresse wurde geändert.

email-change-taken = Ein anderes Konto verwendet inzwischen diese E-Mail-Adresse. Es wurde nichts geändert.
email-change-failed = Ein Fehler ist aufgetreten, und es wurde nichts geändert. Bitte versuchen Sie es noch einmal.
