// A page that is opened as a file may not fetch others: the search gives titles without their snippets.

if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
