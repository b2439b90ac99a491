@rem npm runs scripts by cmd here, which has no exec: `npm run holdfast` finds this instead.
@%*
