/** `npm run broadcaster`: the broadcaster alone, configured like Reverb by `.env` and the environment. */
import { existsSync } from 'node:fs';
import { isLoopback } from './handshake.ts';
import { startBroadcaster } from './standalone.ts';

const DEFAULT_CREDENTIAL = 'local';
const DEFAULT_PORT = 6001;

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

/** Reverb's variable, else Pusher's, else the default; empty counts as absent. */
function credential(name: 'APP_ID' | 'APP_KEY' | 'APP_SECRET'): string {
	return process.env[`REVERB_${name}`] || process.env[`PUSHER_${name}`] || DEFAULT_CREDENTIAL;
}

function portFrom(text: string | undefined): number {
	if (!text) return DEFAULT_PORT;
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	return fail(`PORT is "${text}", which is no port number.`);
}

if (existsSync('.env')) process.loadEnvFile('.env');
const host = process.env.HOST || '127.0.0.1';
const port = portFrom(process.env.PORT);
const app = { id: credential('APP_ID'), key: credential('APP_KEY'), secret: credential('APP_SECRET') };

if (host !== 'localhost' && !isLoopback(host) && app.secret === DEFAULT_CREDENTIAL) {
	fail(`HOST is ${host}: set REVERB_APP_SECRET before anybody but this machine can reach the broadcaster.`);
}

try {
	const broadcaster = await startBroadcaster({ apps: [{ ...app, clientEvents: 'members' }], host, port });
	console.log(`Broadcaster of app "${app.key}" on ${broadcaster.url}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void broadcaster.close().then(() => process.exit(0));
		});
	}
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	fail(
		code === 'EADDRINUSE'
			? `Port ${port} is taken. Set PORT to another one.`
			: `The broadcaster cannot listen on ${host}:${port}: ${message}`,
	);
}
