/** `npm run broadcaster`, as somebody starts it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { startBroadcaster } from '../../../src/broadcaster/broadcaster.ts';
import { APP, RawClient } from './raw-client.ts';

const MAIN = fileURLToPath(new URL('../../../src/broadcaster/main.ts', import.meta.url));
const TIMEOUT_MS = 20_000;

const undo: (() => unknown)[] = [];

afterEach(async () => {
	for (const done of undo.splice(0)) await done();
});

function run(env: Record<string, string>) {
	const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
		env: { PATH: process.env.PATH, ...env },
	});
	let output = '';
	const lines = new Set<() => void>();
	const collect = (chunk: Buffer) => {
		output += chunk.toString();
		for (const look of lines) look();
	};
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
	undo.push(() => child.kill('SIGKILL'));
	const url = new Promise<string>((resolve, reject) => {
		lines.add(() => {
			const found = /http:\S+/.exec(output)?.[0];
			if (found) resolve(found);
		});
		void exit.then(() => reject(new Error(output)));
	});
	// Only the test that starts it well looks at the address.
	url.catch(() => {});
	return { child, exit, url, output: () => output.trim() };
}

test(
	'serves the app of the environment on loopback, and ends at once',
	async () => {
		const { child, exit, url } = run({
			PORT: '0',
			REVERB_APP_ID: APP.id,
			REVERB_APP_KEY: APP.key,
			PUSHER_APP_SECRET: APP.secret,
		});
		const client = await RawClient.connect(await url);
		await client.subscribe('private-a');
		expect(new URL(await url).hostname).toBe('127.0.0.1');
		child.kill('SIGINT');
		expect(await exit).toBe(0);
		expect(await client.end()).toMatchObject({ code: 1006 });
	},
	TIMEOUT_MS,
);

test(
	'says in one line what is wrong',
	async () => {
		const taken = await startBroadcaster({ apps: [APP] });
		undo.push(() => taken.close());
		const cases: [Record<string, string>, RegExp][] = [
			[{ PORT: String(taken.port) }, /^Port \d+ is taken\. Set PORT to another one\.$/],
			[{ PORT: 'abc' }, /^PORT is "abc", which is no port number\.$/],
			[{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0: set REVERB_APP_SECRET .*$/],
		];
		for (const [env, line] of cases) {
			const { exit, output } = run(env);
			expect(await exit).toBe(1);
			expect(output()).toMatch(line);
		}
	},
	TIMEOUT_MS,
);
