import type { EventBase, Order, OrderCreated, OrderStatusChanged, Status } from '../contract/events.ts';

/** Steps kept of one order; the oldest leave. */
export const STEPS_LIMIT = 20;

/** One status an order was in, as a message told it. */
export interface Step {
	readonly status: Status;
	/** Epoch ms: when it happened, as far as the message says, else its arrival. */
	readonly at: number;
	readonly by: string | null;
	/** As told, else what was held; null for the first step. */
	readonly previous: Status | null;
	/** What was told as the previous status is not what was held: a step between was not seen. */
	readonly isUnexpected: boolean;
}

/** What this screen knows of one order. Replaced, never changed in place. */
export interface OrderRecord extends Order {
	/** `source:id`: ids are unique within one shop only. */
	readonly ref: string;
	readonly source: string;
	/** The shop's day of its creation; null while only a change was seen, for then it may be of any day. */
	readonly day: string | null;
	readonly version: number | null;
	/** Epoch ms of its creation, else of that message's arrival; null while only changes were seen. */
	readonly placedAt: number | null;
	/** Epoch ms at which the first message about it arrived here. */
	readonly seenAt: number;
	/** Epoch ms of the latest message about it. */
	readonly changedAt: number;
	/** Oldest first. Its beginning is known when the first step has no previous status and `placedAt` is known. */
	readonly steps: readonly Step[];
}

export function orderRef(source: string, id: string): string {
	return `${source}:${id}`;
}

/** Starts a record from a creation, or completes one whose change came first: what that change told is newer. */
export function recordCreation(held: OrderRecord | undefined, event: OrderCreated, day: string): OrderRecord {
	const at = timeOf(event);
	const step: Step = { status: event.order.status, at, by: null, previous: null, isUnexpected: false };
	const record: OrderRecord = {
		...event.order,
		ref: orderRef(event.source, event.order.id),
		source: event.source,
		day,
		version: event.version,
		placedAt: at,
		seenAt: event.receivedAt,
		changedAt: at,
		steps: [step],
	};
	if (held === undefined) return record;
	const isLatest = isNewer(event.version, held.version);
	const [first] = held.steps;
	const history = {
		// Nothing changes before it is there, whatever the two messages say of their times.
		placedAt: Math.min(at, first?.at ?? at),
		seenAt: held.seenAt,
		changedAt: Math.max(held.changedAt, at),
		steps: isLatest ? withStep(held.steps, step) : withFirstStep(held.steps, step),
	};
	if (isLatest) return { ...record, ...history };
	return {
		...record,
		...history,
		status: held.status,
		customer: held.customer ?? record.customer,
		customerId: held.customerId ?? record.customerId,
		items: held.items.length > 0 ? held.items : record.items,
		itemsCount: held.itemsCount ?? record.itemsCount,
		total: held.total ?? record.total,
		totalText: held.total === null ? (held.totalText ?? record.totalText) : null,
		stay: held.stay ?? record.stay,
		version: held.version ?? record.version,
	};
}

/** Applies a change; what the message did not tell stays as it was held. */
export function recordChange(held: OrderRecord | undefined, event: OrderStatusChanged): OrderRecord {
	const { order } = event;
	const at = timeOf(event);
	const step: Step = {
		status: order.status,
		at,
		by: event.changedBy,
		previous: event.previous,
		isUnexpected: false,
	};
	return {
		ref: orderRef(event.source, order.id),
		source: event.source,
		id: order.id,
		number: order.number ?? held?.number ?? `#${order.id}`,
		status: order.status,
		customer: order.customer ?? held?.customer ?? null,
		customerId: order.customerId ?? held?.customerId ?? null,
		items: order.items ?? held?.items ?? [],
		itemsCount: order.itemsCount ?? held?.itemsCount ?? null,
		// Null is told too: an amount that could not be read does not leave the old one standing.
		total: order.total === undefined ? (held?.total ?? null) : order.total,
		totalText: order.totalText === undefined ? (held?.totalText ?? null) : order.totalText,
		stay: order.stay ?? held?.stay ?? null,
		day: held?.day ?? null,
		version: event.version ?? held?.version ?? null,
		placedAt: held?.placedAt ?? null,
		seenAt: held?.seenAt ?? event.receivedAt,
		changedAt: Math.max(held?.changedAt ?? at, at),
		steps: withStep(held?.steps ?? [], step),
	};
}

/** Whether both versions are known and the first is the later one. */
export function isNewer(version: number | null, than: number | null): boolean {
	return version !== null && than !== null && version > than;
}

/** A shop's clock may be ahead of ours, but nothing happens after it was told. */
function timeOf({ occurredAt, receivedAt }: EventBase): number {
	return Math.min(occurredAt ?? receivedAt, receivedAt);
}

/** A status told again adds no step, unless somebody else set it again; a name that was missing is filled in. */
function withStep(steps: readonly Step[], step: Step): readonly Step[] {
	const last = steps.at(-1);
	if (last === undefined) return [step];
	if (last.status.word !== step.status.word) return [...steps, following(last, step)].slice(-STEPS_LIMIT);
	if (step.by === null || step.by === last.by) return steps;
	if (last.by === null) return [...steps.slice(0, -1), { ...last, by: step.by }];
	// Who set it again did not see that it was set, which leaves no step out.
	return [...steps, { ...step, previous: last.status }].slice(-STEPS_LIMIT);
}

/** The beginning, known only after what followed from it. */
function withFirstStep(steps: readonly Step[], creation: Step): readonly Step[] {
	const [first, ...rest] = steps;
	if (first === undefined) return [creation];
	// A shop that reads the order again before it tells of it tells the status of now: that is not how it began.
	if (first.status.word === creation.status.word) return steps;
	const beginning = { ...creation, at: Math.min(creation.at, first.at) };
	return [beginning, following(beginning, first), ...rest].slice(-STEPS_LIMIT);
}

function following(last: Step, step: Step): Step {
	const isUnexpected = step.previous !== null && step.previous.word !== last.status.word;
	return { ...step, previous: step.previous ?? last.status, isUnexpected };
}
