/** The page: the real dashboard, link, recorder client and catch-up, on a line and a network of the test's. */
import { keepLink } from '../../src/lib/connection/link.ts';
import { createRecorderClient } from '../../src/lib/connection/recorder-client.ts';
import { channelsByTopic, topicsShown } from '../../src/lib/contract/channels.ts';
import { createDecoder } from '../../src/lib/contract/decode.ts';
import type { ShopMessage } from '../../src/lib/contract/events.ts';
import type { Source } from '../../src/lib/contract/source.ts';
import type { Clock } from '../../src/lib/devices/clock.ts';
import type { Rules } from '../../src/lib/domain/dashboard-state.ts';
import type { Freshness } from '../../src/lib/domain/freshness.ts';
import { CatchUp } from '../../src/lib/state/catch-up.svelte.ts';
import { Dashboard } from '../../src/lib/state/dashboard.svelte.ts';
import type { Line } from './broadcaster.ts';
import type { Chance } from './chance.ts';
import type { Timeline } from './timeline.ts';

export interface PageOptions {
	readonly timeline: Timeline;
	readonly chance: Chance;
	readonly line: Line;
	readonly sources: readonly Source[];
	readonly rules: Rules;
	readonly isHidden: () => boolean;
	/** How many messages it keeps that the recorder is not known to have. */
	readonly unconfirmedLimit: number;
	readonly fetch: typeof fetch;
	/** Called every second of its clock. */
	readonly onSecond: () => void;
	readonly onRecovered: (messages: readonly ShopMessage[]) => void;
	readonly report: (what: string) => void;
}

export interface Page {
	readonly dashboard: Dashboard;
	readonly catchUp: CatchUp;
	readonly freshness: Freshness;
	/** What must never happen, and did. */
	readonly faults: string[];
	readonly repairs: string[];
	/** How often the line was taken anew because it delivers nothing. */
	readonly deafnesses: number;
	wake(): void;
	/** The browser says that there is no network, and may be wrong. */
	doubt(): void;
	stop(): void;
}

const FRAME_MS = 16;

export function openPage(options: PageOptions): Page {
	const { timeline, chance, line, sources, rules, report } = options;
	const { now } = timeline;
	const clock: Clock = {
		now,
		after: timeline.after,
		agree: () => false,
		onFrame: (listener, ceilingMs) => timeline.after(options.isHidden() ? ceilingMs : FRAME_MS, listener),
		onSecond(listener) {
			let cancel = () => {};
			const tick = () => {
				listener(now());
				cancel = timeline.after(1_000 - (now() % 1_000), tick);
			};
			tick();
			return () => cancel();
		},
	};
	const faults: string[] = [];
	const repairs: string[] = [];
	const wakers = new Set<() => void>();
	const doubters = new Set<() => void>();
	let deafnesses = 0;
	const dashboard = new Dashboard({
		connection: line,
		decode: createDecoder(sources, { currency: 'MYR' }),
		readMember: () => null,
		topics: channelsByTopic(sources),
		shown: topicsShown(sources),
		knownNames: [],
		clock,
		rules,
		catchUp: () => catchUp.state,
		expectsHeartbeat: () => catchUp.isBeating,
	});
	const catchUp: CatchUp = new CatchUp(dashboard, {
		recorder: createRecorderClient({
			url: '',
			channels: () =>
				line.status.channels.filter(({ state }) => state !== 'refused').map(({ channel }) => channel),
			authorise: async (_, channel) =>
				line.refused.has(channel)
					? { ok: false, reason: { code: 'forbidden', detail: null } }
					: { ok: true, auth: 'signed', channelData: null, sharedSecret: null },
			now,
			after: timeline.after,
			fetch: options.fetch,
		}),
		clock,
		rules,
		random: () => chance.next(),
		isHidden: options.isHidden,
		unconfirmedLimit: options.unconfirmedLimit,
		onWake(listener) {
			wakers.add(listener);
			return () => wakers.delete(listener);
		},
		onDeaf() {
			deafnesses += 1;
			line.reconnect({ code: 'undelivered', detail: null });
		},
	});
	dashboard.onStep(({ before, after, recovered }) => {
		if (after.created < before.created)
			faults.push(`created fell from ${before.created} to ${after.created}`);
		if (recovered !== null && after.created !== before.created) faults.push('what was recovered rang');
		if (recovered !== null && after.failedPayments !== before.failedPayments)
			faults.push('a recovered failure rang');
		const { pending, confirmed, total, withoutAmount } = after.figures;
		if (Math.min(pending, confirmed, total, withoutAmount) < 0) faults.push('a counter fell below zero');
		const rows = after.feed.map(({ id }) => id);
		if (after.feed !== before.feed && new Set(rows).size < rows.length) faults.push('a row is there twice');
		if (after.day.from < before.day.from) faults.push(`${before.day.name} was followed by ${after.day.name}`);
		if (recovered !== null) options.onRecovered(recovered);
	});
	dashboard.onInput((input) => {
		if (input.type !== 'drift.repaired') return;
		report(`page: figures put right: ${input.what}`);
		repairs.push(input.what);
	});
	const undo = [
		keepLink(line, {
			random: () => chance.next(),
			isHidden: options.isHidden,
			now,
			after: timeline.after,
			onWake(listener) {
				wakers.add(() => listener('visible'));
				return () => {};
			},
			onOffline(listener) {
				doubters.add(listener);
				return () => doubters.delete(listener);
			},
		}),
		dashboard.start(),
		catchUp.start(),
		clock.onSecond(() => options.onSecond()),
	];
	return {
		dashboard,
		catchUp,
		faults,
		repairs,
		get deafnesses() {
			return deafnesses;
		},
		get freshness() {
			return dashboard.freshness;
		},
		wake() {
			for (const waker of wakers) waker();
		},
		doubt() {
			for (const doubter of doubters) doubter();
		},
		stop() {
			for (const stop of undo.reverse()) stop();
		},
	};
}
