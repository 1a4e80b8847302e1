"""Something beside the database that the site needs does not answer: the store of files, the cache."""


class StorageAway(ConnectionError):
    """The store of files does not answer, or refuses us. An OSError, as a broken disk would be."""


def is_away(error: BaseException) -> bool:
    """True for what the store of files or Redis raises when it is away. Redis is known by name: without REDIS_URL no
    process needs its client in memory."""
    return isinstance(error, StorageAway) or type(error).__module__ == "redis.exceptions"
