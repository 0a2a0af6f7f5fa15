import { test } from 'vitest';
import { LIMIT_MS, runShard } from './shard.ts';

test(
	'whatever happens to the line, the figures come to what the shop has: odd seeds',
	async () => {
		await runShard(0, 2);
	},
	LIMIT_MS,
);
