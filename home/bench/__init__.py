"""`make bench`: what every page and action costs, as a multiple of the least that Django can do on the same machine.

databases   a database per size         wire        the load: keep-alive lines in one thread
server      gunicorn, its memory        person      somebody with a session
facts       on what is measured         actions     what is measured, and its limits
bare        the views to compare with   example     the rows of one real action, once more
counting    statements and their time   measure     in turns with the floor
figures     medians, ratios             verdicts    ✓ and ✗      table, report   text and JSON
inside      profile and EXPLAIN of one page, in this process

Nothing here is needed to run the site, and nothing of it works with other settings than config.settings.bench.
"""
