"""`make audit`: the public pages as a phone and the HTML standard see them. Nothing here is needed to run the site."""
