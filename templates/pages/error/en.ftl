error-title =
    { $status ->
        [400] Bad request
        [401] Please log in
        [403] Not allowed
        [404] Page not found
        [405] Method not allowed
        [408] Request timed out
        [410] Page removed
        [413] Request too large
        [415] Unsupported content
        [429] Too many requests
        [431] Too many cookies
        [500] Something went wrong
        [503] Temporarily unavailable
       *[other] Request failed
    }
error-explanation =
    { $status ->
        [400] Part of the request could not be read.
        [401] This page requires a login.
        [403] The request came from another site, or you do not have access.
        [404] There is no page at this address.
        [405] This address does not accept this kind of request.
        [408] The request did not arrive in time.
        [410] The page at this address has been removed.
        [413] The request is larger than this page accepts.
        [415] This page cannot read this kind of content.
        [429] There were too many attempts in a short time.
        [431] The browser sent more cookies than the server accepts.
        [500] An error occurred on our side.
        [503] The site is busy or under maintenance.
       *[other] The request could not be answered.
    }
error-advice =
    { $status ->
        [400] Go back, reload the page and try again.
        [401] Log in, then open this page again.
        [403] If you sent a form, open its page on this site and send it again.
        [404] Check the address, or go to the home page.
        [405] Use the links and forms of this site.
        [408] Check your connection and try again.
        [410] Go to the home page.
        [413] Send less data and try again.
        [415] Use the forms of this site.
        [429] Wait a few minutes and try again.
        [431] Delete the cookies of this site in your browser and try again.
        [503] Wait a minute and try again.
       *[other] Please try again in a moment.
    }
error-front-door = Go to the home page
# $id: finds the cause in the log.
error-report = When you report this problem, include this ID: { $id }
