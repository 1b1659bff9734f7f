"""What a respondent holds in hand can be checked by anyone, years later."""
