"""The commands `so-ordered serve` and `so-ordered feedback`; each has `add_parser(subparsers)`."""
