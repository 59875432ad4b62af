"""The pages, split by subject: each module has one blueprint, `page`."""
