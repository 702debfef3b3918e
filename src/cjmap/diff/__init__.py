"""What changed between two maps, and what it means for the customer.

`edition` is one side; `match` and `items` pair what corresponds, `compare` says what changed, as the classes of
`changes`; `patch` applies and inverts that; `impact` and `gap` say what it means; `tell` puts it in sentences.
"""
