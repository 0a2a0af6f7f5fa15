/** One run: a shop, a broadcaster, a recorder and a page, two minutes of trouble and a while of peace. */
import { alwaysChannels } from '../../src/lib/contract/channels.ts';
import { presets } from '../../src/lib/contract/sources/index.ts';
import type { ShopMessage } from '../../src/lib/contract/events.ts';
import { DEFAULT_STATUS_GROUPS, selectOrdersToday } from '../../src/lib/domain/figures.ts';
import { recall } from '../../src/lib/domain/memory.ts';
import { UNCONFIRMED_LIMIT } from '../../src/lib/state/catch-up.svelte.ts';
import { createBroadcaster } from './broadcaster.ts';
import { createChance } from './chance.ts';
import { differenceOf } from './difference.ts';
import { createLedger, nextMidnight, type LedgerOrder, type Telling } from './ledger.ts';
import { createNetwork } from './network.ts';
import { openPage, type Page } from './page.ts';
import { createRecorderHost } from './recorder-host.ts';
import { createTimeline } from './timeline.ts';
import { planPageTrouble, planRecorderTrouble, type Stage } from './trouble.ts';

export interface Outcome {
	readonly seed: number;
	/** What must not be; empty for a run that went well. */
	readonly faults: readonly string[];
	/**
	 * `exact`: the figures are the shop's. `marked`: they are not, and the screen says so. `unknowable`: something was lost
	 * on a line that stood, and nobody else heard it either.
	 */
	readonly verdict: 'exact' | 'marked' | 'unknowable' | 'wrong';
	readonly repairs: number;
	readonly requests: number;
	readonly counts: Readonly<Record<string, number>>;
}

const SOURCES = [presets.monitoring, presets.orders];
const CHANNELS = alwaysChannels(SOURCES).filter((channel) => !channel.startsWith('presence-'));
const ZONES = [
	// Without summer time, with it, with a midnight that is skipped, with half an hour of it.
	['Asia/Jakarta', '2026-05-05'],
	['Europe/Berlin', '2026-03-29'],
	['Europe/Berlin', '2026-10-25'],
	['America/New_York', '2026-11-01'],
	['Asia/Beirut', '2026-03-29'],
	['Africa/Cairo', '2026-04-24'],
	['Australia/Lord_Howe', '2026-04-05'],
] as const;

const TROUBLE_MS = 120_000;
/** A line that delivers nothing is known to be such after two head checks without a heartbeat. */
const PEACE_MS = 100_000;
/** The recorder listens before there is anything to hear. */
const HEAD_START_MS = 10_000;
/** What happened this long ago has to be in figures that are called live. */
export const LIVE_WITHIN_MS = 31_000;
/** The same while a question for it was not answered. */
const LIVE_WITHIN_AT_WORST_MS = 60_000;

export async function run(seed: number, trace?: (line: string) => void): Promise<Outcome> {
	const chance = createChance(seed);
	const [zone, date] = chance.pick(ZONES);
	const hasMidnight = chance.is(0.35);
	const noon = Date.parse(`${date}T12:00:00Z`) - chance.whole(0, 1) * 86_400_000;
	const start = hasMidnight ? nextMidnight(zone, noon) - chance.whole(5_000, 115_000) : noon;
	const timeline = createTimeline(start - HEAD_START_MS);
	const end = start + TROUBLE_MS;
	const report = (what: string) =>
		trace?.(`${((timeline.now() - start) / 1_000).toFixed(3).padStart(8)}  ${what}`);
	const rules = { zone, groups: DEFAULT_STATUS_GROUPS };

	/** Nothing is lost and nothing breaks: then nothing has to be fetched either. */
	const isCalm = chance.is(0.06);
	const losesDisk = !isCalm && chance.is(0.05);
	const ledgerChance = chance.split();
	const hasStatements = chance.is(0.4);
	const ledger = createLedger({
		chance: ledgerChance,
		zone,
		hasStatements,
		hasUndated: !hasMidnight && chance.is(0.5),
	});
	const broadcaster = createBroadcaster(timeline, report);
	const base = { timeline, sources: SOURCES, rules, report };
	const host = createRecorderHost({ ...base, broadcaster, chance: chance.split(), channels: CHANNELS });
	const network = createNetwork(timeline, chance.split(), host, report);

	const arrived = new Set<number>();
	const lost = new Set<number>();
	const line = broadcaster.createLine({
		name: 'page',
		channels: CHANNELS,
		chance: chance.split(),
		isExact: false,
		// What only the old journal knew, and no line was cut: nobody could say that it is missing.
		loss: losesDisk || isCalm ? 0 : chance.between(0.01, 0.1),
		duplicates: chance.between(0.02, 0.1),
		mayLose: () => typeof host.recorder?.heardAt === 'number',
		onArrival: ({ index }) => void arrived.add(index!),
		onLoss: ({ index }) => void lost.add(index!),
	});

	const at = (moment: number, act: () => void) => timeline.after(moment - timeline.now(), act);
	const liveFaults: string[] = [];
	let page: Page | null = null;
	const window = { isHidden: false };

	// The shop.
	const count = chance.whole(60, 100);
	for (let index = 0; index < count; index += 1) {
		at(start + chance.between(0, TROUBLE_MS), () => {
			const telling = ledger.commit(timeline.now());
			const { order, name, channels, payload } = telling;
			report(`shop: ${telling.index} ${name} ${order === null ? '' : `${order.ref} step ${order.step}`}`);
			// Committed first, broadcast a moment later, by a worker.
			timeline.after(chance.between(0, 200), () => {
				broadcaster.publish({ index: telling.index, name, payload }, channels);
			});
		});
	}

	// The recorder.
	await host.start();
	await timeline.passUntil(start);

	const stage: Stage = {
		chance: chance.split(),
		timeline,
		host,
		broadcaster,
		line,
		page: () => page,
		window,
		channels: CHANNELS,
		from: start,
		until: end - 2_000,
		report,
	};
	if (!isCalm) planRecorderTrouble(stage, losesDisk);

	// The page.
	const seen: ShopMessage[] = [];
	const doubles: string[] = [];
	at(start + chance.between(0, 15_000), () => {
		page = openPage({
			...base,
			chance: chance.split(),
			line,
			isHidden: () => window.isHidden,
			// Now and then a flood is too much to keep; still more than what is on its way at one moment.
			unconfirmedLimit: seed % 8 === 0 ? 12 + (seed % 23) : UNCONFIRMED_LIMIT,
			fetch: network.fetch,
			onSecond: checkLive,
			onRecovered(messages) {
				report(`page: recovered ${messages.map((m) => tellingOf(m) ?? '-').join(' ')}`);
				seen.push(...messages);
				for (const message of messages) {
					const telling = tellingOf(message);
					if (telling !== undefined && arrived.has(telling))
						doubles.push(`${telling} was here and is recovered`);
				}
			},
		});
		report('page: opened');
	});
	if (!isCalm) planPageTrouble(stage);

	const byName = new Map<string, number>();
	let named = 0;
	/** Which telling of an order a message is. */
	function tellingOf(message: ShopMessage): number | undefined {
		for (; named < ledger.tellings.length; named += 1) {
			const { order } = ledger.tellings[named]!;
			if (order === null) continue;
			byName.set(`${order.ref} ${ledger.orders.get(order.ref)!.steps[order.step]!.word}`, named);
		}
		if (message.verdict !== 'accepted') return undefined;
		const { event } = message;
		if (event.type !== 'order.created' && event.type !== 'order.status.changed') return undefined;
		return byName.get(`${event.source}:${event.order.id} ${event.order.status.word}`);
	}

	/** Tellings of orders that the recorder holds. */
	function findWritten(): ReadonlySet<number | undefined> {
		return new Set(
			host.entries.map((entry) => (entry.kind === 'message' ? tellingOf(entry.message) : undefined)),
		);
	}

	/** Figures that are called live hold all that is not of just now. */
	function checkLive(): void {
		if (page === null || liveFaults.length > 0) return;
		const { state } = page.dashboard;
		const freshness = page.freshness.state;
		if (freshness !== 'live' && freshness !== 'quiet') return;
		const now = timeline.now();
		const isHindered =
			now - network.failedAt < LIVE_WITHIN_AT_WORST_MS || window.isHidden || host.recorder === null;
		const until = now - (isHindered ? LIVE_WITHIN_AT_WORST_MS : LIVE_WITHIN_MS);
		if (window.isHidden || state.missing !== null) return;
		for (const { at: toldAt, order, index } of ledger.tellings) {
			if (toldAt > until) break;
			if (order === null) continue;
			// Of what was before it, and did not come here, a screen says that it does not count it.
			if (toldAt < state.since && state.snapshotAt === null && !arrived.has(index)) continue;
			const held = recall(state.orders, order.ref);
			const { word } = ledger.orders.get(order.ref)!.steps[order.step]!;
			const isThere = held?.steps.some(({ status }) => status.word === word) ?? false;
			const isBeyond = held !== undefined && stepOf(order.ref, held.status.word) > order.step;
			if (isThere || isBeyond) continue;
			// Nobody can know of what was lost on a line that stood and was not written down either.
			if (lost.has(index) && !arrived.has(index) && !findWritten().has(index)) continue;
			liveFaults.push(
				`live at ${((now - start) / 1_000).toFixed(0)} s without ${index} of ${((toldAt - start) / 1_000).toFixed(0)} s`,
			);
			report(`page: ${liveFaults[0]}`);
			return;
		}
	}

	function stepOf(ref: string, word: string): number {
		return ledger.orders.get(ref)?.steps.findIndex((step) => step.word === word) ?? -1;
	}

	await timeline.passUntil(end);
	report('peace');
	network.heal();
	window.isHidden = false;
	line.isOut = false;
	line.refused.clear();
	broadcaster.isUp = true;
	if (host.line !== null) host.line.isOut = false;

	let result = judge();
	for (let waitedMs = 0; waitedMs < PEACE_MS; waitedMs += 5_000) {
		await timeline.passUntil(timeline.now() + 5_000);
		if (waitedMs < 20_000) continue;
		result = judge();
		if (result.faults.length === 0) break;
	}
	for (const fault of result.faults) report(`fault: ${fault}`);
	page!.stop();
	return result;

	function judge(): Outcome {
		const { dashboard, faults: seenFaults, repairs, catchUp, deafnesses } = page!;
		const state = dashboard.settle();
		const now = timeline.now();
		const written = findWritten();
		// What was before it, and came neither here nor to the recorder, a screen says that it does not count.
		const isCounted = ({ at: toldAt, index }: Telling) =>
			toldAt >= state.since || arrived.has(index) || written.has(index);
		const isLate = !ledger.tellings.every(isCounted);
		const counted = ledger.figures(now, isCounted);
		// The shop's own word of its day knows of more: that one figure is not judged then.
		const truth =
			isLate && hasStatements ? { ...counted, ordersToday: selectOrdersToday(state.figures) } : counted;
		const faults = [...new Set([...seenFaults, ...liveFaults, ...doubles])];
		const ofOrders = ledger.tellings.filter(({ order }) => order !== null);
		const unwritten = ofOrders.filter(({ index }) => !written.has(index));
		const unknown = unwritten.filter(({ index }) => !arrived.has(index));
		const difference = differenceOf(truth, state.figures);
		const isWrong = ({ ref, steps }: LedgerOrder) => {
			const held = recall(state.orders, ref);
			return held?.status.word !== steps.at(-1)!.word || held.day === null;
		};
		const isLostByChance = unknown.some(({ index }) => lost.has(index));
		let verdict: Outcome['verdict'] = isLate ? 'marked' : 'exact';
		if (difference !== null) {
			if (unwritten.length > 0 && state.missing !== null) verdict = 'marked';
			else if (isLostByChance) verdict = 'unknowable';
			else {
				verdict = 'wrong';
				const nobody = unknown.map(({ index }) => index).join(' ');
				const notWritten = unwritten.map(({ index }) => index).join(' ');
				faults.push(
					`${difference} (${[...ledger.orders.values()]
						.filter(isWrong)
						.map(({ ref }) => ref)
						.join(' ')}); not written: ${notWritten || 'none'}; nobody heard: ${nobody || 'none'}`,
				);
			}
		}
		const isUncut = !losesDisk && host.entries.every(({ kind }) => kind !== 'cut');
		if (isUncut && state.missing !== null) faults.push('marked as missing, and nothing is');
		if (isCalm && network.fetched > 0) faults.push(`${network.fetched} times fetched what was only late`);
		if (isCalm && deafnesses > 0) faults.push('a line that delivers was taken anew');
		const recorder = host.recorder;
		if (recorder === null) faults.push('no recorder');
		else {
			const isKnown = ({ index }: Telling) => written.has(index);
			const own = differenceOf(ledger.figures(now, isKnown), recorder.state.figures);
			const hasStatement = unwritten.length > 0;
			if (own !== null && !hasStatement) faults.push(`the recorder: ${own}`);
		}
		const open = state.feed.filter(
			(row) => row.kind === 'gap' && (row.until === null || row.recovered === undefined),
		);
		if (open.length > 0) faults.push(`${open.length} gaps are still open`);
		if (catchUp.state !== 'done') faults.push(`catching up is ${catchUp.state}`);
		if (!['live', 'listening', 'quiet'].includes(page!.freshness.state)) faults.push(page!.freshness.state);
		if (repairs.length > 0) faults.push(`put right: ${repairs.join(' | ')}`);
		const counts = {
			deafnesses,
			deaths: line.stats.deaths,
			sockets: line.stats.sockets,
			recovered: seen.length,
			tellings: ledger.tellings.length,
			unwritten: unwritten.length,
			missing: state.missing === null ? 0 : 1,
		};
		return { seed, faults, verdict, repairs: repairs.length, requests: network.requests, counts };
	}
}
