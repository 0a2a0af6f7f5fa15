/** One run: a shop, a broadcaster, a recorder and a page, two minutes of trouble and a while of peace. */
import { alwaysChannels } from '../../src/lib/contract/channels.ts';
import { presets } from '../../src/lib/contract/sources/index.ts';
import type { ShopMessage } from '../../src/lib/contract/events.ts';
import {
	DEFAULT_STATUS_GROUPS,
	selectOrdersToday,
	type Figures as Shown,
} from '../../src/lib/domain/figures.ts';
import { recall } from '../../src/lib/domain/memory.ts';
import { createBroadcaster } from './broadcaster.ts';
import { createChance } from './chance.ts';
import { createLedger, nextMidnight, type Figures, type LedgerOrder, type Telling } from './ledger.ts';
import { createNetwork } from './network.ts';
import { openPage, type Page } from './page.ts';
import { createRecorderHost } from './recorder-host.ts';
import { createTimeline } from './timeline.ts';

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
	const ledger = createLedger({
		chance: chance.split(),
		zone,
		hasStatements: chance.is(0.4),
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
		onArrival: ({ index }) => {
			arrived.add(index!);
		},
		onLoss: ({ index }) => void lost.add(index!),
	});

	const at = (moment: number, act: () => void) => timeline.after(moment - timeline.now(), act);
	const anywhere = () => start + chance.between(0, TROUBLE_MS - 2_000);
	const liveFaults: string[] = [];
	let page: Page | null = null;
	let isHidden = false;
	let hasLostDisk = false;

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

	function recorderTrouble(): void {
		if (chance.is(0.22)) {
			for (let left = chance.whole(1, 2); left > 0; left -= 1) {
				at(anywhere(), () => {
					if (host.line === null) return;
					const own = host.line;
					own.isOut = true;
					own.drop('dropped');
					timeline.after(chance.between(100, 6_000), () => (own.isOut = false));
				});
			}
		}
		if (losesDisk || chance.is(0.12)) {
			// A screen that comes after the disk was lost begins with the new journal, and says since when it counts.
			at(losesDisk ? start + chance.between(20_000, TROUBLE_MS) : anywhere(), () => {
				host.kill();
				if (losesDisk) host.loseDisk();
				hasLostDisk = losesDisk;
				timeline.after(chance.between(300, 7_000), () => void host.start());
			});
		}
		if (chance.is(0.2)) at(anywhere(), () => void host.prune());
		if (chance.is(0.06)) {
			at(anywhere(), () => {
				report('broadcaster: down');
				broadcaster.isUp = false;
				host.line?.drop('dropped');
				line.drop('dropped');
				timeline.after(chance.between(500, 8_000), () => (broadcaster.isUp = true));
			});
		}
	}
	if (!isCalm) recorderTrouble();

	// The page.
	function pageTrouble(): void {
		for (let left = chance.whole(4, 12); left > 0; left -= 1) {
			const kind = chance.next();
			at(anywhere(), () => {
				if (page === null) return;
				if (kind < 0.55) {
					line.isOut = chance.is(0.6);
					line.drop('dropped');
					timeline.after(chance.between(200, 12_000), () => (line.isOut = false));
				} else if (kind < 0.7) line.die(false);
				else if (kind < 0.8) line.die(true);
				else if (kind < 0.9) {
					const channel = chance.pick(CHANNELS);
					line.refused.add(channel);
					line.drop('dropped');
					timeline.after(chance.between(2_000, 20_000), () => line.refused.delete(channel));
				} else if (kind < 0.93) page.wake();
				else if (kind < 0.96) page.doubt();
				else {
					isHidden = true;
					timeline.after(chance.between(3_000, 20_000), () => {
						isHidden = false;
						page?.wake();
					});
				}
			});
		}
	}
	const seen: ShopMessage[] = [];
	const doubles: string[] = [];
	at(start + chance.between(0, 15_000), () => {
		page = openPage({
			...base,
			chance: chance.split(),
			line,
			isHidden: () => isHidden,
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
	if (!isCalm) pageTrouble();

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
		const isHindered = now - network.failedAt < LIVE_WITHIN_AT_WORST_MS || isHidden || host.recorder === null;
		const until = now - (isHindered ? LIVE_WITHIN_AT_WORST_MS : LIVE_WITHIN_MS);
		if (isHidden || state.missing !== null) return;
		for (const { at: toldAt, order, index } of ledger.tellings) {
			if (toldAt > until) break;
			if (order === null) continue;
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
	isHidden = false;
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
		const truth = ledger.figures(now);
		const faults = [...new Set([...seenFaults, ...liveFaults, ...doubles])];
		const written = findWritten();
		const ofOrders = ledger.tellings.filter(({ order }) => order !== null);
		const unwritten = ofOrders.filter(({ index }) => !written.has(index));
		const unknown = unwritten.filter(({ index }) => !arrived.has(index));
		const difference = differenceOf(truth, state.figures);
		const isWrong = ({ ref, steps }: LedgerOrder) => {
			const held = recall(state.orders, ref);
			return held?.status.word !== steps.at(-1)!.word || held.day === null;
		};
		const isLostByChance = unknown.some(({ index }) => lost.has(index));
		let verdict: Outcome['verdict'] = 'exact';
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
		const isUncut = !hasLostDisk && host.entries.every(({ kind }) => kind !== 'cut');
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

/** In which figures the two differ; null when in none. */
function differenceOf(truth: Figures, shown: Shown): string | null {
	const pairs: [string, number, number][] = [
		['orders today', truth.ordersToday, selectOrdersToday(shown)],
		['pending', truth.pending, shown.pending],
		['confirmed', truth.confirmed, shown.confirmed],
		['total', truth.total, shown.total],
		['without an amount', truth.withoutAmount, shown.withoutAmount],
		...[...new Set([...truth.revenue.keys(), ...shown.revenue.keys()])].map(
			(currency): [string, number, number] => [
				currency,
				truth.revenue.get(currency) ?? 0,
				shown.revenue.get(currency) ?? 0,
			],
		),
	];
	const differing = pairs.filter(([, a, b]) => a !== b);
	if (differing.length === 0) return null;
	return differing.map(([name, a, b]) => `${name} ${b} instead of ${a}`).join(', ');
}
