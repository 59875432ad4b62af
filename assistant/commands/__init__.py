"""The commands of `so-ordered`, one a module; each has `add_parser(subparsers)`, which sets `func(args, out)`."""
