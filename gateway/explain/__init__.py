"""Why a balance is what it is: replay, hypotheses and verdict, pure functions over rows."""
