/**
 * Holds the one snapshot: queues what arrives, reduces it once a frame, and derives everything shown.
 *
 * What follows from a step (sounds, toasts, a badge) is told to listeners; who acts on it is not known here.
 */
import type { ShopMessage, Topic } from '../contract/events.ts';
import type { ConnectionStatus, Frame, Presence, Reason } from '../connection/connection.ts';
import { lateFor, selectWaiting } from '../domain/ageing.ts';
import { selectCarts } from '../domain/carts.ts';
import { reduce } from '../domain/dashboard.ts';
import type { Input } from '../domain/input.ts';
import { createDashboard, type DashboardState } from '../domain/dashboard-state.ts';
import { selectOrdersToday } from '../domain/figures.ts';
import type { Proof, TopicView } from '../domain/freshness.ts';
import {
	selectInspector,
	type InspectorFilter,
	type InspectorState,
	type InspectorView,
} from '../domain/inspector.ts';
import { selectNotices } from '../domain/notices.ts';
import { selectOrders, type OrderList } from '../domain/order-list.ts';
import type { OrderQuery } from '../domain/order-query.ts';
import type { OrderRecord } from '../domain/order.ts';
import { selectPayments } from '../domain/payments.ts';
import { selectPeople } from '../domain/people.ts';
import type { Rate } from '../domain/rate.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { selectStock } from '../domain/stock.ts';
import { selectSystem } from '../domain/system.ts';
import { hasRefusedCarrier, latestBeat } from '../domain/topic.ts';
import { selectTrades } from '../domain/trades.ts';
import { readDecoded, readPresence } from './inputs.ts';
import { holdRefused, nextRefusal, type NoEntry } from './refusals.ts';
import { describeChannel } from './channel-lines.ts';
import type { DashboardDeps, Step } from './dashboard-deps.ts';
import { besideOf, ShownFreshness, type Beside } from './shown-freshness.ts';
import { Trends } from './trends.svelte.ts';
import { describeLine, describeReason, nameState } from './words.ts';

export type { DashboardDeps, Step };

/** A hidden tab gets no frames; its figures still move. */
const FRAME_CEILING_MS = 250;
/** Above this many events a second nobody follows each of them, and the screen is refreshed in steps. */
const FLOOD_PER_SECOND = 120;
/** Five steps a second: with four, the wait alone takes most of the 300 ms that a flood's orders may need to the screen. */
const FLOOD_FLUSH_MS = 200;
const RECENT_SECONDS = 5;
/** The line was dead for a while before that was known. */
const HEARD_UNTIL: readonly (Reason['code'] | undefined)[] = ['silence', 'woken', 'undelivered'];
/** What a snapshot of the shop tells: the rest is not known while only snapshots come. */
const POLLED: readonly Topic[] = ['orders', 'payments', 'stock', 'system'];

export class Dashboard {
	#deps: DashboardDeps;
	#state: DashboardState = $state.raw()!;
	#line: ConnectionStatus = $state.raw()!;
	#now = $state(0);
	#perSecond = $state(0);
	#recentOrders = $state(0);
	#refusal: NoEntry = $state(null);

	#queue: Input[] = [];
	/** The snapshot as it was when the shop was asked for its own, and what came since. */
	#mark: { readonly state: DashboardState; readonly since: Input[] } | null = null;
	#cancelFlush: (() => void) | undefined;
	#steps = new Set<(step: Step) => void>();
	#inputs = new Set<(input: Input) => void>();
	#answers = new Set<(payload: unknown) => void>();
	#shownFreshness = new ShownFreshness((at) => this.#lookAgain(at));
	#cancelLook: (() => void) | undefined;
	#received = 0;
	/** The count of orders at each of the last seconds, oldest first. */
	#createdBySecond: number[] = [0];

	readonly #heartbeats = $derived.by(() => this.#state.heartbeats);
	readonly #latestBeat = $derived.by(() => latestBeat([...this.#heartbeats.values()]));
	readonly freshness = $derived.by(() =>
		this.#shownFreshness.screen(
			this.#line,
			this.#proof(this.#state.lastEventAt, this.#toldAt),
			this.#beside(true),
			this.#now,
		),
	);
	readonly headline = $derived(nameState(this.freshness));
	readonly detail = $derived.by(() => describeLine(this.#line));
	readonly ordersToday = $derived.by(() => selectOrdersToday(this.figures));
	/** Parts of the snapshot that stay the same object while nothing of theirs changes, so that nothing is drawn anew. */
	readonly feed = $derived.by(() => this.#state.feed);
	readonly figures = $derived.by(() => this.#state.figures);
	readonly #orders = $derived.by(() => this.#state.orders);
	/** The orders that wait: the oldest, and how many are late. */
	readonly waiting = $derived.by(() =>
		selectWaiting(this.#orders, this.#deps.rules.groups, this.#now, this.pendingLimitMs),
	);
	readonly #today = $derived.by(() => this.#state.day.name);
	readonly #inspector = $derived.by(() => this.#state.inspector);
	readonly #payments = $derived.by(() => this.#state.payments);
	readonly #stock = $derived.by(() => this.#state.stock);
	readonly #people = $derived.by(() => this.#state.people);
	readonly #system = $derived.by(() => this.#state.system);
	readonly #notices = $derived.by(() => this.#state.notices);
	readonly #carts = $derived.by(() => this.#state.carts);
	readonly #trades = $derived.by(() => this.#state.trades);
	readonly payments = $derived.by(() => selectPayments(this.#payments, this.#now));
	readonly stock = $derived.by(() => selectStock(this.#stock, this.#now));
	readonly people = $derived.by(() => selectPeople(this.#people, this.#now));
	readonly #self = $derived.by(() => this.#people.admins?.self ?? null);
	readonly system = $derived.by(() => selectSystem(this.#system, this.#now, this.#self));
	readonly notices = $derived.by(() => selectNotices(this.#notices));
	readonly carts = $derived.by(() => selectCarts(this.#carts, this.#now));
	readonly trades = $derived.by(() => selectTrades(this.#trades));
	readonly channels = $derived.by(() => this.#line.channels.map(describeChannel));
	readonly watched = $derived.by(() => this.#line.watched.map(describeChannel));

	readonly trends: Trends;

	constructor(deps: DashboardDeps) {
		this.#deps = deps;
		this.#now = deps.clock.now();
		this.#state = createDashboard(this.#now, deps.rules);
		this.#line = deps.connection.status;
		this.trends = new Trends(this, { currency: deps.currency ?? '', zone: deps.rules.zone });
	}

	get rate(): Rate {
		return this.trends.rate;
	}

	get state(): DashboardState {
		return this.#state;
	}

	get line(): ConnectionStatus {
		return this.#line;
	}

	/** The shop lets this browser listen to nothing: not with this account, or because nobody is signed in. */
	get refusal(): NoEntry {
		return this.#refusal;
	}

	get now(): number {
		return this.#now;
	}

	/** Events that arrived in the last full second, or in the running one if that is more. */
	get perSecond(): number {
		return this.#perSecond;
	}

	/** New orders in the last five full seconds. */
	get recentOrders(): number {
		return this.#recentOrders;
	}

	get isFlood(): boolean {
		return this.#perSecond > FLOOD_PER_SECOND;
	}

	/** What one topic's panels are worth, and which of its channels cannot be had. */
	topic(topic: Topic): TopicView {
		const { lastByTopic, toldByTopic, polledAt } = this.#state;
		const proof = {
			...this.#proof(lastByTopic[topic] ?? null, toldByTopic[topic] ?? null),
			heartbeats: this.#heartbeats,
			polledAt: POLLED.includes(topic) ? polledAt : null,
		};
		const beside = this.#beside(POLLED.includes(topic));
		return this.#shownFreshness.topic(topic, this.#line, this.#deps.topics, proof, beside, this.#now);
	}

	/** `isTold`: a snapshot or a recorder would tell what was before this page. */
	#beside(isTold: boolean): Beside {
		return besideOf(this.#state, isTold && this.#deps.catchUp?.() !== 'done', this.#deps.tries?.() ?? null);
	}

	/** When anything was last heard, by this screen or by a recorder. */
	get #toldAt(): number | null {
		const times = Object.values(this.#state.toldByTopic);
		return times.length === 0 ? null : Math.max(...times);
	}

	#proof(lastEventAt: number | null, toldAt: number | null): Proof {
		const { since, lostAt, polledAt } = this.#state;
		const catchUp = this.#deps.catchUp?.() ?? 'none';
		const heartbeat = this.#latestBeat;
		const expectsHeartbeat = heartbeat !== null || (this.#deps.expectsHeartbeat?.() ?? false);
		return { since, lostAt, polledAt, lastEventAt, toldAt, heartbeat, expectsHeartbeat, catchUp };
	}

	/** Whether anything that is broadcast here is about it. */
	carries(topic: Topic): boolean {
		return this.#deps.shown.has(topic);
	}

	/** From when on an order that still waits is late; null: none ever is. */
	get pendingLimitMs(): number | null {
		return this.#deps.pendingLimitMs ?? null;
	}

	/** How long a late order has waited by now, in ms; null for one that is not late. */
	lateFor(order: OrderRecord): number | null {
		return lateFor(order, this.#deps.rules.groups, this.#now, this.pendingLimitMs);
	}

	/** The orders a query asks for. */
	list(query: OrderQuery): OrderList {
		return selectOrders(this.#orders, query, this.#today);
	}

	/** The messages a filter leaves, of those that are held if any are. */
	inspect(filter: InspectorFilter, held: InspectorState | null): InspectorView {
		return selectInspector(this.#inspector, filter, held);
	}

	/** Subscribes to everything it shows; without `isLive` no line is opened. Call the result to undo it all. */
	start(isLive = true): () => void {
		const { connection, clock } = this.#deps;
		if (!isLive) this.#line = { ...this.#line, socket: 'closed' };
		const undo = [
			connection.onFrame((frame) => this.#take(frame)),
			connection.onPresence((presence) => this.#meet(presence)),
			...(isLive ? [connection.onStatus((status) => this.#follow(status))] : []),
			clock.onSecond((now) => this.#tick(now)),
			...(isLive ? [connection.start()] : []),
		];
		return () => {
			this.#cancelFlush?.();
			this.#cancelFlush = undefined;
			this.#cancelLook?.();
			for (const stop of undo.reverse()) stop();
		};
	}

	/** Called after each step with the snapshots around it. Returns the undo. */
	onStep(listener: (step: Step) => void): () => void {
		this.#steps.add(listener);
		return () => this.#steps.delete(listener);
	}

	/** Called with each input as it comes, before it is drawn. Returns the undo. */
	onInput(listener: (input: Input) => void): () => void {
		this.#inputs.add(listener);
		return () => this.#inputs.delete(listener);
	}

	/** Called with what the recorder says of who has taken an alert on; unchecked. Returns the undo. */
	onAnswer(listener: (payload: unknown) => void): () => void {
		this.#answers.add(listener);
		return () => this.#answers.delete(listener);
	}

	/** Draws what has arrived until now, and hands out the snapshot that holds it. */
	settle(): DashboardState {
		this.#flush();
		return this.#state;
	}

	/** Shows a snapshot with what had been missed in it; settle first. */
	replace(state: DashboardState, recovered: readonly ShopMessage[]): void {
		this.#step(state, recovered);
	}

	/** Takes what did not come as a frame: an answer to an alert, a look at the notices. Drawn at once. */
	put(input: Input): void {
		this.#enqueue(input);
		this.#flush();
	}

	/** From here on what comes is remembered as well: a snapshot asked for now is older than that. */
	markSnapshot(): void {
		this.#flush();
		this.#mark = { state: this.#state, since: [] };
	}

	/** Puts a snapshot under whatever came since it was asked for; nothing of that is lost or counted twice. */
	putSnapshot(snapshot: Snapshot): void {
		this.#flush();
		const { state, since } = this.#mark ?? { state: this.#state, since: [] };
		this.#mark = null;
		const at = this.#deps.clock.now();
		this.#step(reduce(state, [{ type: 'snapshot.taken', snapshot, at }, ...since], this.#deps.rules));
	}

	/** Forgets what was marked: no snapshot came. */
	dropMark(): void {
		this.#mark = null;
	}

	reconnect(): void {
		this.#deps.connection.reconnect();
	}

	#take(frame: Frame): void {
		const decoded = this.#deps.decode(frame);
		this.#deps.trace?.(frame, decoded);
		this.#received += 1;
		if (decoded.verdict === 'answered') for (const listener of this.#answers) listener(decoded.payload);
		const input = readDecoded(decoded, frame.name, this.#deps.knownNames);
		if (input !== null) this.#enqueue(input);
	}

	#meet(presence: Presence): void {
		const input = readPresence(presence, this.#deps.readMember, this.#deps.clock.now());
		if (input !== null) this.#enqueue(input);
	}

	#follow(told: ConnectionStatus): void {
		const wasConnected = this.#line.socketId !== null;
		const status = holdRefused(this.#line, told);
		this.#line = status;
		const now = this.#deps.clock.now();
		const isSettled = status.channels.every(({ state }) => state !== 'subscribing');
		if (status.socket !== 'connected') {
			// A line that died in silence had delivered nothing since it was last heard.
			const at = HEARD_UNTIL.includes(status.reason?.code) ? (status.heardAt ?? now) : now;
			const why = status.reason === null ? null : describeReason(status.reason);
			if (wasConnected) this.#enqueue({ type: 'line.lost', at, why, noticedAt: now });
		} else if (isSettled && this.#isAnyOpen(status)) {
			// A refused channel of payments takes no order away.
			const isWhole = this.topic('orders').refused.length === 0;
			const isHeardInPart = hasRefusedCarrier('orders', status, this.#deps.topics);
			this.#enqueue({ type: 'line.restored', at: now, isWhole, isHeardInPart });
		}
		this.#refusal = nextRefusal(this.#refusal, status);
		// A loss is shown at once, not at the next frame of a flood.
		this.#flush();
	}

	#isAnyOpen({ channels }: ConnectionStatus): boolean {
		return channels.length === 0 || channels.some(({ state }) => state === 'subscribed');
	}

	/** A better state is said when its time has come, not at the next full second. */
	#lookAgain(at: number): void {
		const { clock } = this.#deps;
		this.#cancelLook?.();
		this.#cancelLook = clock.after(Math.max(0, at - clock.now()), () => (this.#now = clock.now()));
	}

	#tick(now: number): void {
		this.#now = now;
		this.#perSecond = this.#received;
		this.#received = 0;
		const { created } = this.#state;
		this.#recentOrders = created - (this.#createdBySecond[0] ?? 0);
		this.#createdBySecond = [...this.#createdBySecond, created].slice(-RECENT_SECONDS);
		this.trends.sample();
		this.#enqueue({ type: 'time.passed', at: now });
	}

	#enqueue(input: Input): void {
		this.#queue.push(input);
		for (const listener of this.#inputs) listener(input);
		this.#mark?.since.push(input);
		if (this.#cancelFlush !== undefined) return;
		const flush = () => this.#flush();
		this.#cancelFlush = this.isFlood
			? this.#deps.clock.after(FLOOD_FLUSH_MS, flush)
			: this.#deps.clock.onFrame(flush, FRAME_CEILING_MS);
	}

	#flush(): void {
		this.#cancelFlush?.();
		this.#cancelFlush = undefined;
		// Known before the rows are drawn: the first batch of a burst must not be animated row by row.
		if (this.#received > this.#perSecond) this.#perSecond = this.#received;
		const queue = this.#queue;
		this.#queue = [];
		this.#step(reduce(this.#state, queue, this.#deps.rules));
	}

	#step(after: DashboardState, recovered: Step['recovered'] = null): void {
		const step = { before: this.#state, after, at: this.#deps.clock.now(), recovered };
		this.#state = after;
		for (const listener of this.#steps) listener(step);
	}
}
