"""What a respondent holds in hand: the receipt, its signature, the register's root, the proof."""
