import { test } from 'vitest';
import { LIMIT_MS, runShard } from './shard.ts';

test(
	'whatever happens to the line, the figures come to what the shop has: even seeds',
	async () => {
		await runShard(1, 2);
	},
	LIMIT_MS,
);
