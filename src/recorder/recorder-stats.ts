/** Counts for whoever watches the recorder. */
import type { Decoded } from '../lib/contract/events.ts';
import type { HistoryEntry } from '../lib/domain/history.ts';
import type { RecorderStats } from './recorder-port.ts';

/** What counting alone cannot know. */
export type Facts = Pick<RecorderStats, 'bytes' | 'heartbeats' | 'missingChannels' | 'writeProblem'>;

export interface Counter {
	noteMessage(verdict: Decoded['verdict']): void;
	/** Entries that became visible now, epoch ms. */
	noteVisible(entries: readonly HistoryEntry[], now: number): void;
	/** A second is over. */
	tick(): void;
	read(facts: Facts): RecorderStats;
}

const SAMPLES_LIMIT = 1_000;

/** All counts at nothing; `since` is epoch ms. */
export function createCounter(since: number): Counter {
	const messages = { accepted: 0, rejected: 0, unmapped: 0, heartbeat: 0, answered: 0 };
	const counts = { entries: 0, cuts: 0, seeds: 0 };
	let running = 0;
	let perSecond = 0;
	let samples: number[] = [];

	return {
		noteMessage(verdict) {
			messages[verdict] += 1;
			running += 1;
		},
		noteVisible(entries, now) {
			counts.entries += entries.length;
			for (const { kind, at } of entries) {
				if (kind === 'cut') counts.cuts += 1;
				else if (kind === 'seed') counts.seeds += 1;
				else samples.push(now - at);
			}
			if (samples.length > 2 * SAMPLES_LIMIT) samples = samples.slice(-SAMPLES_LIMIT);
		},
		tick() {
			perSecond = running;
			running = 0;
		},
		read(facts) {
			const lag = samples.slice(-SAMPLES_LIMIT).sort((a, b) => a - b);
			const at = (share: number) => lag[Math.min(lag.length - 1, Math.floor(lag.length * share))] ?? 0;
			const lagMs = { median: at(0.5), p95: at(0.95), worst: at(1) };
			return { since, messages: { ...messages }, perSecond, lagMs, ...counts, ...facts };
		},
	};
}
