/** The real recorder on a folder, as its own process has it: the line, the journal and the source. */
import { createDecoder } from '../../../src/lib/contract/decode.ts';
import { orders } from '../../../src/lib/contract/sources/orders.ts';
import { keepLink } from '../../../src/lib/connection/link.ts';
import { DEFAULT_STATUS_GROUPS } from '../../../src/lib/domain/figures.ts';
import { openLevelJournal } from '../../../src/recorder/journal-level.ts';
import { createPublish } from '../../../src/recorder/publish.ts';
import { createRecorderConnection } from '../../../src/recorder/recorder-connection.ts';
import { createRecorder, type Recorder, type RecorderOptions } from '../../../src/recorder/recorder.ts';

export const APP = { id: 'local', key: 'local', secret: 'local' };
export const CHANNELS = ['private-admin.orders', 'admin.orders'];
export const RULES = { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS };

const now = () => Date.now();

/** A recorder that listens to a broadcaster on this machine, not started yet. */
export async function createRecording(
	folder: string,
	port: number,
	options: Partial<RecorderOptions> = {},
): Promise<{ recorder: Recorder; problems: string[] }> {
	const problems: string[] = [];
	const report = (problem: string) => void problems.push(problem);
	const server = { host: '127.0.0.1', port, scheme: 'http' as const };
	const connection = createRecorderConnection({
		...server,
		key: APP.key,
		secret: APP.secret,
		cluster: null,
		channels: CHANNELS,
		now,
		report,
	});
	const recorder = createRecorder({
		connection,
		keepLine: () => keepLink(connection, { random: Math.random, isHidden: () => false }),
		journal: await openLevelJournal(folder, { now, report }),
		decode: createDecoder([orders], { currency: 'EUR' }),
		channels: CHANNELS,
		rules: RULES,
		now,
		after(delayMs, run) {
			const timer = setTimeout(run, delayMs);
			return () => clearTimeout(timer);
		},
		publish: createPublish({ ...server, appId: APP.id, key: APP.key, secret: APP.secret, now }),
		report,
		...options,
	});
	return { recorder, problems };
}
