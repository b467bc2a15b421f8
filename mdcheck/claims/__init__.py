"""From expressions, tables and prose to claims: one file per claim kind."""
