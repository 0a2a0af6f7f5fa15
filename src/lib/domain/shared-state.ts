/**
 * The part of the state that is the shop's and not the screen's: what a recorder hands out and a screen takes over.
 *
 * A topic is handed out only to whoever may read every channel that carries it.
 */
import type { Topic } from '../contract/events.ts';
import { latestByTopic, seriesOf, type DashboardState } from './dashboard-state.ts';
import { FEED_LIMIT, type FeedEntry } from './feed.ts';

export interface SharedState extends Pick<
	DashboardState,
	'since' | 'day' | 'sightings' | 'missing' | 'gaps' | 'snapshotAt'
> {
	readonly orders:
		| (Pick<DashboardState, 'figures' | 'orders' | 'feed' | 'minutes' | 'isRecounted' | 'late'> &
				// Absent from a recorder that keeps none yet.
				Partial<Pick<DashboardState, 'series'>>)
		| null;
	readonly payments: DashboardState['payments'] | null;
	readonly stock: DashboardState['stock'] | null;
	readonly system: DashboardState['system'] | null;
	readonly notices: Pick<DashboardState['notices'], 'notifications' | 'activity'> | null;
	readonly people: Pick<DashboardState['people'], 'stated' | 'visits'> | null;
	/** Of these topics; absent from a recorder that keeps none yet. */
	readonly toldByTopic?: DashboardState['toldByTopic'];
}

/** What a reader of these topics may be told of a state. */
export function share(state: DashboardState, topics: ReadonlySet<Topic>): SharedState {
	const { since, day, sightings, missing, gaps, snapshotAt, payments, stock, system } = state;
	const { figures, orders, feed, minutes, series, isRecounted, late, notices, people } = state;
	const of = <Slice>(topic: Topic, slice: Slice): Slice | null => (topics.has(topic) ? slice : null);
	const { notifications, activity } = notices;
	return {
		since,
		day,
		sightings,
		missing,
		gaps,
		snapshotAt,
		orders: of('orders', { figures, orders, feed, minutes, series, isRecounted, late }),
		payments: of('payments', payments),
		stock: of('stock', stock),
		system: of('system', system),
		notices: topics.has('activity') ? of('notifications', { notifications, activity }) : null,
		people: of('people', { stated: people.stated, visits: people.visits }),
		toldByTopic: Object.fromEntries(
			Object.entries(state.toldByTopic).filter(([topic]) => topics.has(topic as Topic)),
		),
	};
}

/** A screen with what is shared in the place of its own; what is the screen's alone stays. */
export function adopt(screen: DashboardState, shared: SharedState): DashboardState {
	const { since, day, sightings, missing, gaps, snapshotAt, payments, stock, system } = shared;
	return {
		...screen,
		isWatching: true,
		// All of this is about the orders: a screen that is not told them goes on with its own.
		...(shared.orders && {
			...shared.orders,
			since,
			day,
			sightings,
			missing,
			gaps,
			snapshotAt,
			series: seriesOf({ ...shared.orders, day }),
			feed: withMarks(shared.orders.feed, screen.feed),
		}),
		...(payments && { payments }),
		...(stock && { stock }),
		...(system && { system }),
		...(shared.notices && { notices: { ...screen.notices, ...shared.notices } }),
		...(shared.people && { people: { ...screen.people, ...shared.people } }),
		toldByTopic: latestByTopic(screen.toldByTopic, shared.toldByTopic ?? {}),
	};
}

/** The orders as the recorder has them, between the gaps of both: what it missed itself it could not have. */
function withMarks(theirs: readonly FeedEntry[], ours: readonly FeedEntry[]): readonly FeedEntry[] {
	const own = ours.filter(({ kind }) => kind === 'gap');
	const held = new Set(own.map(({ id }) => id));
	const others = theirs
		.filter(({ id }) => !held.has(id))
		.map((row) =>
			row.kind === 'gap' && row.until !== null ? { ...row, recovered: row.recovered ?? null } : row,
		);
	return [...others, ...own].sort((a, b) => b.at - a.at).slice(0, FEED_LIMIT);
}
