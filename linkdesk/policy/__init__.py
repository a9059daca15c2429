"""What policy documents say, as data; and the checks, values, chains and rows read from them."""
