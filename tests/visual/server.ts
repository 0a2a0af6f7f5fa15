/** Starts the development server that has the gallery, on a free port; its world has no shop and no recorder. */
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

const READY_WITHIN_MS = 60_000;

/** Called once before the tests. Resolves to what ends the server. */
export default async function start(): Promise<() => void> {
	const port = await freePort();
	const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dev', '--logLevel', 'error'], {
		env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DEMO: 'off', RECORDER: 'off' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const end = () => void child.kill();
	// Also where the run is broken off.
	process.once('exit', end);
	const url = `http://127.0.0.1:${port}`;
	await answers(url);
	process.env['GALLERY_URL'] = `${url}/gallery`;
	return end;
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

async function answers(url: string): Promise<void> {
	const startedAt = Date.now();
	while (Date.now() - startedAt < READY_WITHIN_MS) {
		const isUp = await fetch(url).then(
			({ ok }) => ok,
			() => false,
		);
		if (isUp) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`${url} does not answer.`);
}
