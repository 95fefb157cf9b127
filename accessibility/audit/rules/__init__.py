"""What counts as inaccessible content: one module a subject, one generator a rule. Pure.

``accessibility.audit.audit`` lists the rules and runs them.
"""
