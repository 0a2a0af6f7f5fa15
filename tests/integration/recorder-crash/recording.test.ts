/** The real recorder on the real broadcaster: its own client, its own signatures, its own folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBroadcaster, type StandaloneBroadcaster } from '../../../src/broadcaster/broadcaster.ts';
import { createPublish } from '../../../src/recorder/publish.ts';
import type { Recorder, RecorderOptions } from '../../../src/recorder/recorder.ts';
import { APP, CHANNELS, createRecording } from './recording.ts';

let folder: string;
let broadcaster: StandaloneBroadcaster;
const running: Recorder[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'recorder-'));
	broadcaster = await startBroadcaster({ apps: [APP], testMode: true });
});

afterEach(async () => {
	for (const recorder of running.splice(0)) await recorder.stop();
	await broadcaster.close();
	await rm(folder, { recursive: true, force: true });
});

async function record(options: Partial<RecorderOptions> = {}) {
	const made = await createRecording(join(folder, 'journal'), broadcaster.port, options);
	running.push(made.recorder);
	await made.recorder.start();
	await vi.waitFor(() => expect(made.recorder.heardAt).not.toBeNull(), { timeout: 10_000 });
	return made;
}

function publish(name: string, channels: readonly string[], data: unknown): Promise<void> {
	const { port } = broadcaster;
	const app = { appId: APP.id, key: APP.key, secret: APP.secret };
	return createPublish({ scheme: 'http', host: '127.0.0.1', port, ...app, now: () => Date.now() })(
		name,
		channels,
		data,
	);
}

const order = (id: number) => ({ order_id: id, current_status: 'pending', total: '10.00' });

describe('a recorder on a real broadcaster', () => {
	test('signs for its own channels and writes down what they carry', async () => {
		const { recorder, problems } = await record();
		await publish('order.created', [CHANNELS[0]!], order(1));
		await publish('something.else', CHANNELS, { a: 1 });
		await vi.waitFor(() => expect(recorder.head).toBe(3));
		expect(recorder.state).toMatchObject({ created: 1, unmapped: 2 });
		expect(problems).toEqual([]);
	});

	test('hears its own heartbeat, and what it tells the screens, and keeps neither', async () => {
		const { recorder } = await record({ heartbeatEveryMs: 50 });
		await vi.waitFor(() => expect(recorder.stats.heartbeats.returned).toBeGreaterThan(2));
		const by = { id: '1', name: 'Ann' };
		await recorder.keepAnswer({
			ref: 'a',
			openedAt: 1,
			severity: 'high',
			kind: 'acknowledged',
			by,
			at: 1,
			until: null,
		});
		await vi.waitFor(() => expect(recorder.stats.messages.answered).toBe(1));
		expect(recorder.head).toBe(1);
	});

	test('comes back by itself when the line is cut, and says how long it heard nothing', async () => {
		const { recorder } = await record();
		await publish('order.created', [CHANNELS[0]!], order(1));
		await vi.waitFor(() => expect(recorder.head).toBe(1));
		const before = Date.now();
		broadcaster.faults.do({ action: 'end' });
		await vi.waitFor(() => expect(recorder.heardAt).toBeNull());
		await vi.waitFor(() => expect(recorder.head).toBe(2), { timeout: 10_000 });
		const [cut] = await recorder.entriesAfter(1, 1);
		expect(cut).toMatchObject({ kind: 'cut', why: expect.stringContaining('the line was lost') });
		expect(cut?.kind === 'cut' && cut.from <= before && cut.until >= before).toBe(true);
		await publish('order.created', [CHANNELS[0]!], order(2));
		await vi.waitFor(() => expect(recorder.state.created).toBe(2));
	});

	test('takes a line anew that delivers nothing though its socket stands', async () => {
		const { recorder, problems } = await record({ heartbeatEveryMs: 50 });
		await vi.waitFor(() => expect(recorder.stats.heartbeats.returned).toBeGreaterThan(0));
		const undo = broadcaster.faults.set({ kind: 'frames', change: 'drop', event: 'watchfloor.heartbeat' });
		await vi.waitFor(() => expect(problems).toHaveLength(1), { timeout: 10_000 });
		undo();
		await vi.waitFor(() => expect(recorder.head).toBe(1), { timeout: 10_000 });
		expect(await recorder.entriesAfter(0, 1)).toMatchObject([{ kind: 'cut', why: 'no heartbeat came back' }]);
	});

	test('ends in order, and the next one goes on where it stopped', async () => {
		const first = await record();
		await publish('order.created', [CHANNELS[0]!], order(1));
		await vi.waitFor(() => expect(first.recorder.head).toBe(1));
		await running.pop()?.stop();
		const second = await record();
		expect(second.recorder.epoch).toBe(first.recorder.epoch);
		expect(second.recorder.state.created).toBe(1);
		await vi.waitFor(() => expect(second.recorder.head).toBe(2));
		expect(await second.recorder.entriesAfter(1, 1)).toMatchObject([{ kind: 'cut' }]);
	});
});
