"""Who may read what: the register, mentions, circulation tiers, the view, the leak check."""
