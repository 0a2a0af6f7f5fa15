/** `npm run recorder`: the recorder alone, beside a shop's Reverb or Pusher, on a port of its own. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readSettings } from '../settings.ts';
import { createRecorderService } from './create.ts';

const DEFAULT_PORT = 6002;
/** A request whose head is not here by then never will be. */
const HEADERS_WITHIN_MS = 10_000;

function fail(problem: string): never {
	console.error(problem);
	process.exit(1);
}

if (existsSync('.env')) process.loadEnvFile('.env');
const read = readSettings(process.env, process.argv.slice(2));
if (!read.ok) fail(read.problem);
const { recorder: settings, noRecorder } = read;
if (settings === null) fail(noRecorder ?? 'RECORDER or BROADCAST_CONNECTION switches it off.');
if (settings.broadcaster === null)
	fail(
		'There is no broadcaster to record: set REVERB_APP_KEY, REVERB_APP_ID, REVERB_APP_SECRET and REVERB_HOST.',
	);

const { host } = read.settings;
const port = read.recorderPort ?? DEFAULT_PORT;
const service = createRecorderService(settings, { report: (problem) => console.error(problem) });
const server = createServer({ headersTimeout: HEADERS_WITHIN_MS }, (request, response) => {
	if (service.handle(request, response)) return;
	response.writeHead(404).end('Not found');
});

server.once('error', (error: NodeJS.ErrnoException) => {
	const isTaken = error.code === 'EADDRINUSE';
	fail(
		isTaken
			? `Port ${port} is taken. Set RECORDER_PORT to another one.`
			: `The recorder cannot listen on ${host}:${port}: ${error.message}`,
	);
});
server.listen(port, host, () => {
	const { port: own } = server.address() as AddressInfo;
	console.log(`Recorder on http://${host}:${own}/recorder, into ${join(settings.path, settings.shop)}`);
	void service.start();
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		server.close();
		void service.stop().finally(() => process.exit(0));
	});
}
