/** Makes a recorder from plain settings: journal, line, decoder, HTTP side; the one place that joins them. */
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { keepLink } from '../lib/connection/link.ts';
import { afterTimeout } from '../lib/connection/plan.ts';
import { alwaysChannels, topicsByChannel } from '../lib/contract/channels.ts';
import { createDecoder } from '../lib/contract/decode.ts';
import type { Source } from '../lib/contract/source.ts';
import { DEFAULT_STATUS_GROUPS } from '../lib/domain/figures.ts';
import { askEndpoint, createSnapshotFetch, type ShopEndpoint } from './create-snapshot.ts';
import { loadSources } from './create-sources.ts';
import { createRecorderHttp } from './http.ts';
import { openLevelJournal } from './journal-level.ts';
import type { Journal } from './journal.ts';
import { createPublish } from './publish.ts';
import { createRecorderConnection } from './recorder-connection.ts';
import type { Recorder } from './recorder-port.ts';
import { createRecorder } from './recorder.ts';

export interface BroadcasterAddress {
	/** Null with a cluster: Pusher's own hosts. */
	readonly host: string | null;
	readonly port: number;
	readonly scheme: 'http' | 'https';
	readonly cluster: string | null;
}

export interface RecorderSettings {
	readonly app: { readonly id: string; readonly key: string; readonly secret: string };
	/** Null: told at the start. */
	readonly broadcaster: BroadcasterAddress | null;
	/** Names of presets, JSON files, or sources written out; null as the page takes it when nothing is said. */
	readonly sources: readonly unknown[] | null;
	readonly zone: string;
	readonly currency: string;
	/** Holds one folder for each shop that was ever recorded. */
	readonly path: string;
	/** Names this shop's folder. */
	readonly shop: string;
	/** Null for none. */
	readonly heartbeatEveryMs: number | null;
	readonly days: number;
	readonly megabytes: number;
	/** The shop's own totals; null where it has no endpoint for them. */
	readonly snapshot: ShopEndpoint | null;
	readonly trustsProxy: boolean;
	readonly hasOpenMetrics: boolean;
}

export interface RecorderDeps {
	readonly report: (problem: string) => void;
	/** The shop's own totals where they are had without asking anybody. */
	readonly readSnapshot?: () => unknown;
	/** Epoch ms. */
	readonly now?: () => number;
}

export interface RecorderService {
	/** Answers what is under /recorder; false for any other path. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
	/** Null until it has started. */
	readonly recorder: Recorder | null;
	/** Opens the journal and the line; as long as that fails it is tried again. `address`: where the settings leave it open. */
	start(address?: BroadcasterAddress): Promise<void>;
	stop(): Promise<void>;
}

/** Another process may still have the journal, or a source's address not answer yet. */
export const TRY_AGAIN_MS = 5_000;

/** A recorder with its HTTP side, not yet started. */
export function createRecorderService(settings: RecorderSettings, deps: RecorderDeps): RecorderService {
	const { report, now = Date.now } = deps;
	let sources: readonly Source[] = [];
	let recorder: Recorder | null = null;
	let problem: string | null = null;
	let lines = 0;
	let starting: Promise<void> = Promise.resolve();
	let wake = () => {};
	let isStopped = false;

	const http = createRecorderHttp({
		recorder: () => recorder,
		// Why it cannot names folders and addresses; that is for the log.
		problem: () => problem && (recorder === null ? 'It cannot start; its log says why.' : null),
		reconnects: () => Math.max(0, lines - 1),
		app: settings.app,
		sources: () => sources,
		now,
		trustsProxy: settings.trustsProxy,
		hasOpenMetrics: settings.hasOpenMetrics,
		report,
	});

	async function open(address: BroadcasterAddress): Promise<void> {
		sources = await loadSources(settings.sources);
		// It holds what customers ordered: nobody else on this machine reads it.
		await mkdir(settings.path, { recursive: true, mode: 0o700 });
		const journal = await openLevelJournal(join(settings.path, settings.shop), { now, report });
		const made = compose(journal, address);
		try {
			await made.start();
		} catch (error) {
			await made.stop().catch(() => {});
			throw error;
		}
		recorder = made;
	}

	function compose(journal: Journal, address: BroadcasterAddress): Recorder {
		const { app, zone, currency } = settings;
		const channels = alwaysChannels(sources);
		const connection = createRecorderConnection({ ...app, ...address, channels, now, report });
		let socketId: string | null = null;
		connection.onStatus((status) => {
			if (status.socket !== 'connected' || status.socketId === socketId) return;
			socketId = status.socketId;
			lines += 1;
		});
		const carried = topicsByChannel(sources);
		const ofAlerts = channels.filter(
			(channel) => channel.startsWith('private-') && carried.get(channel)?.includes('system'),
		);
		const ask = deps.readSnapshot
			? async () => ({ body: deps.readSnapshot?.() })
			: settings.snapshot && askEndpoint(settings.snapshot);
		return createRecorder({
			connection,
			keepLine: () => keepLink(connection, { random: Math.random, isHidden: () => false }),
			journal,
			decode: createDecoder(sources, { currency }),
			channels,
			// None is told where none carries alerts: whoever may hear the others may not know of these.
			answerChannels: ofAlerts,
			rules: { zone, groups: DEFAULT_STATUS_GROUPS },
			now,
			after: afterTimeout,
			publish: createPublish({ ...app, ...hostOf(address), appId: app.id, now }),
			heartbeatEveryMs: settings.heartbeatEveryMs,
			...(ask && { fetchSnapshot: createSnapshotFetch({ sources, currency, now, ask }) }),
			retention: { days: settings.days, bytes: settings.megabytes * 1024 * 1024 },
			report,
		});
	}

	async function tryUntilOpen(address: BroadcasterAddress): Promise<void> {
		while (!isStopped && recorder === null) {
			try {
				await open(address);
				problem = null;
			} catch (error) {
				const why = error instanceof Error ? error.message : String(error);
				if (problem !== why) report(`The recorder cannot start yet: ${why}.`);
				problem = why;
				await new Promise<void>((resolve) => {
					const cancel = afterTimeout(TRY_AGAIN_MS, resolve);
					wake = () => {
						cancel();
						resolve();
					};
				});
			}
		}
	}

	return {
		handle: (request, response) => http.handle(request, response),
		get recorder() {
			return recorder;
		},
		start(given) {
			const address = given ?? settings.broadcaster;
			if (address === null) return Promise.reject(new Error('It is not said where the broadcaster is'));
			starting = tryUntilOpen(address);
			return starting;
		},
		async stop() {
			isStopped = true;
			wake();
			await starting;
			await recorder?.stop();
			recorder = null;
			problem = 'It is stopped.';
		},
	};
}

/** Where the HTTP API is: with a cluster at Pusher's own name for it. */
function hostOf({ host, port, scheme, cluster }: BroadcasterAddress) {
	if (host !== null) return { host, port, scheme };
	return { host: `api-${cluster ?? 'mt1'}.pusher.com`, port: 443, scheme: 'https' as const };
}
