/**
 * The load, as a process of its own: signed `batch_events` requests over one kept-alive connection, so events keep their
 * order. Gaps between events are uneven by a fixed seed, because a steady rate locks to the screen's 60 Hz.
 *
 * An event counts as sent when it is handed over, not when its request leaves: a queue here would show as latency.
 */
import { Agent, request } from 'node:http';
import { signRequest } from '../src/broadcaster/broadcaster.ts';
import { createRandom } from '../src/demo/random.ts';
import { LOCAL_APP } from '../src/settings.ts';
import { millisecondsNow } from './clock.ts';
import { createEvent, type BatchEvent } from './events.ts';
import type { PublishJob, PublishReport } from './processes.ts';

/** The broadcaster takes 10,000 bytes a request, head included. */
const BODY_BYTES = 9_400;
const SEED = 20_260_124;
/** Shorter waits than a timer can keep are run through. */
const NEXT_TURN_MS = 1;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function post(url: string, events: readonly BatchEvent[]): Promise<void> {
	const body = Buffer.from(JSON.stringify({ batch: events }));
	const path = `/apps/${LOCAL_APP.id}/batch_events`;
	const query = new URLSearchParams({
		auth_key: LOCAL_APP.key,
		auth_timestamp: String(Math.floor(Date.now() / 1000)),
		auth_version: '1.0',
	});
	query.set('auth_signature', signRequest(LOCAL_APP, { method: 'POST', path, query, body }));
	return new Promise((resolve, reject) => {
		const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
		const call = request(
			`${url}${path}?${query.toString()}`,
			{ method: 'POST', agent, headers },
			(response) => {
				response.resume();
				response.once('end', () => {
					if (response.statusCode === 200) resolve();
					else
						reject(
							new Error(`The broadcaster answered ${response.statusCode} to a batch of ${events.length}`),
						);
				});
			},
		);
		call.once('error', reject);
		call.end(body);
	});
}

/** Sends what waits, oldest first, in requests as large as allowed. */
async function drain(url: string, queue: BatchEvent[]): Promise<void> {
	while (queue.length > 0) {
		let bytes = 0;
		let count = 0;
		for (const event of queue) {
			bytes += JSON.stringify(event).length + 1;
			if (count > 0 && bytes > BODY_BYTES) break;
			count += 1;
		}
		await post(url, queue.splice(0, count));
	}
}

async function publish({ url, rate, from, warmUp, events }: PublishJob): Promise<PublishReport> {
	const random = createRandom(SEED);
	const sentAt: number[] = [];
	const queue: BatchEvent[] = [];
	let draining: Promise<void> | undefined;
	let failure: unknown;
	let dueAt = performance.now();
	for (let index = 0; index < warmUp + events; index += 1) {
		dueAt += ((0.5 + random.next()) * 1000) / rate;
		while (performance.now() < dueAt) {
			await new Promise((resolve) => setTimeout(resolve, Math.max(NEXT_TURN_MS, dueAt - performance.now())));
		}
		if (failure !== undefined) throw failure;
		if (index === warmUp) process.send?.({ kind: 'window' });
		const now = millisecondsNow();
		if (index >= warmUp) sentAt.push(now);
		queue.push(createEvent(from + index, now));
		draining ??= drain(url, queue)
			.catch((error: unknown) => (failure = error ?? new Error('A batch failed')))
			.finally(() => (draining = undefined)) as Promise<void>;
	}
	while (draining !== undefined) await draining;
	if (failure !== undefined) throw failure;
	return { sentAt, elapsedMs: millisecondsNow() - (sentAt[0] ?? 0) };
}

process.on('message', (job: PublishJob) => {
	publish(job).then(
		(report) => process.send?.({ kind: 'done', report }),
		(error: unknown) => process.send?.({ kind: 'failed', problem: String(error) }),
	);
});
process.once('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready' });
