/**
 * Who is there: admins by name, shoppers as a number, and what the shop itself says of its visitors.
 *
 * Only the presence channels are counted. The shop's own number is repeated as its own, for it is known to drift. A leave
 * waits in the person's line until it is sure: who is back at once has reloaded the page.
 */
import type { Member, VisitorSeen } from '../contract/events.ts';
import { countMinute, type MinuteCount } from './rate.ts';

export type PresenceRole = 'admins' | 'shoppers';

/** Admins listed by name. */
export const ADMINS_LIMIT = 100;
/** Shoppers told apart; there may be more. */
export const SHOPPERS_LIMIT = 5_000;
/** Joins and leaves kept. */
export const COMINGS_LIMIT = 50;
/** Who is back within this time has reloaded the page and never left. */
export const RELOAD_MS = 10_000;
/** After a loss everybody comes back in their own time: who is not there this long after us has left. */
export const RETURN_MS = 60_000;
/** Visits that count as recent. */
export const RECENT_MINUTES = 15;

const MINUTE_MS = 60_000;

interface Leave {
	/** Epoch ms. */
	readonly at: number;
	/** When it is told, unless they are back before. */
	readonly sureAt: number;
	/** Whether their line stays until then. */
	readonly isShown: boolean;
}

interface Admin {
	readonly id: string;
	readonly name: string;
	readonly role: string | null;
	readonly since: number;
	readonly isLonger: boolean;
	readonly leave: Leave | null;
}

export interface Coming {
	readonly id: string;
	readonly name: string;
	readonly kind: 'joined' | 'left';
	/** Epoch ms. */
	readonly at: number;
	readonly role: string | null;
}

/** What a presence channel says of itself, null until it said who is there. */
interface Presence<Person> {
	readonly people: ReadonlyMap<string, Person>;
	/** Our own id in it. */
	readonly self: string | null;
	/** The line was lost since. */
	readonly isUnconfirmed: boolean;
}

export interface PeopleState {
	readonly admins: Presence<Admin> | null;
	/** Of a shopper only the id is kept. */
	readonly shoppers: Presence<Leave | null> | null;
	/** Newest first. */
	readonly comings: readonly Coming[];
	readonly stated: PeopleView['guestsAndUsers'];
	readonly visits: readonly MinuteCount[];
}

export interface PersonView {
	readonly id: string;
	readonly name: string;
	readonly role: string | null;
	/** Epoch ms since when this screen has known them to be here. */
	readonly since: number;
	/** They were here already when this screen first heard of them. */
	readonly isLonger: boolean;
	readonly isSelf: boolean;
	/** They may be gone: the line was lost since, or they left a moment ago and may only have reloaded. */
	readonly isUnconfirmed: boolean;
}

export interface PeopleView {
	/** Longest here first. Null when it is not known who is. */
	readonly admins: readonly PersonView[] | null;
	/** Members of the shoppers' presence channel but us; null when it is not known. */
	readonly shoppers: number | null;
	/** There may be more of them than can be told apart. */
	readonly isAdminsFull: boolean;
	readonly isShoppersFull: boolean;
	/** The shop's own count of its visitors, guests included, and when it said so (epoch ms). */
	readonly guestsAndUsers: { readonly count: number; readonly statedAt: number } | null;
	/** Of admins, newest first. */
	readonly comings: readonly Coming[];
	/** Visits that came in the last 15 minutes. */
	readonly recentVisitors: number;
}

/** A screen that knows of nobody yet. */
export function createPeople(): PeopleState {
	return { admins: null, shoppers: null, comings: [], stated: null, visits: [] };
}

interface Here {
	readonly role: PresenceRole;
	readonly members: readonly Member[];
	/** Our own id, when the channel tells it. */
	readonly self: string | null;
	/** Epoch ms. */
	readonly at: number;
}

/** The full list after subscribing replaces what was known; who was here already keeps their time. */
export function noteHere(before: PeopleState, { role, members, self, at }: Here): PeopleState {
	const state = settle(before, at);
	if (role === 'shoppers') {
		const people = new Map(members.slice(0, SHOPPERS_LIMIT).map(({ id }) => [id, null]));
		return { ...state, shoppers: { people, self, isUnconfirmed: false } };
	}
	const held = state.admins?.people ?? new Map<string, Admin>();
	const people = new Map<string, Admin>();
	for (const member of members.slice(0, ADMINS_LIMIT)) {
		people.set(member.id, adminOf(member, held.get(member.id), at, true));
	}
	// The first list says who is here; that they came is news only to a screen that knew who was.
	const came = state.admins === null ? [] : [...people.values()].filter(({ id }) => !held.has(id));
	// Remembered out of sight: after a restart of the server the list is short, and fills again.
	for (const admin of held.values()) {
		if (people.has(admin.id) || people.size >= ADMINS_LIMIT) continue;
		people.set(admin.id, { ...admin, leave: admin.leave ?? { at, sureAt: at + RETURN_MS, isShown: false } });
	}
	return {
		...state,
		admins: { people, self, isUnconfirmed: false },
		comings: withComings(
			state.comings,
			came.map((admin) => comingOf(admin, 'joined', at)),
		),
	};
}

/** Somebody came, in their first tab or in another one. */
export function noteJoined(
	before: PeopleState,
	{ role, member, at }: { readonly role: PresenceRole; readonly member: Member; readonly at: number },
): PeopleState {
	const state = settle(before, at);
	if (role === 'shoppers') {
		if (state.shoppers === null) return state;
		const { people } = state.shoppers;
		if (people.get(member.id) === null) return state;
		if (!people.has(member.id) && people.size >= SHOPPERS_LIMIT) return state;
		return withShopper(state, state.shoppers, member.id, null);
	}
	if (state.admins === null) return state;
	const held = state.admins.people.get(member.id);
	if (held === undefined && state.admins.people.size >= ADMINS_LIMIT) return state;
	const admin = adminOf(member, held, at, false);
	const news = held === undefined ? [comingOf(admin, 'joined', at)] : [];
	return {
		...withAdmin(state, state.admins, admin),
		comings: withComings(state.comings, news),
	};
}

/** Somebody closed their last tab, or reloaded it. */
export function noteLeft(
	before: PeopleState,
	{ role, id, at }: { readonly role: PresenceRole; readonly id: string; readonly at: number },
): PeopleState {
	const state = settle(before, at);
	const leave: Leave = { at, sureAt: at + RELOAD_MS, isShown: true };
	if (role === 'shoppers') {
		const isHere = state.shoppers?.people.get(id) === null;
		return isHere && state.shoppers ? withShopper(state, state.shoppers, id, leave) : state;
	}
	const held = state.admins?.people.get(id);
	if (state.admins === null || held === undefined || held.leave !== null) return state;
	return withAdmin(state, state.admins, { ...held, leave });
}

/** A visit, as the shop counts them. A number that cannot be true leaves the last good one standing, with its age. */
export function noteVisitor(state: PeopleState, event: VisitorSeen): PeopleState {
	const { type, activeVisitors: count, receivedAt } = event;
	return {
		...state,
		stated: count === null ? state.stated : { count, statedAt: receivedAt },
		visits: type === 'visitor.came' ? countMinute(state.visits, receivedAt) : state.visits,
	};
}

/** The line is lost: nobody is sure to be here until the next list. */
export function markUnconfirmed(before: PeopleState, at: number): PeopleState {
	const state = settle(before, at);
	return {
		...state,
		admins: state.admins && { ...state.admins, isUnconfirmed: true },
		shoppers: state.shoppers && { ...state.shoppers, isUnconfirmed: true },
	};
}

/** Who is there at `now`, epoch ms. */
export function selectPeople(before: PeopleState, now: number): PeopleView {
	const { admins, shoppers, comings, stated, visits } = settle(before, now);
	const isUs = shoppers !== null && shoppers.self !== null && shoppers.people.has(shoppers.self);
	return {
		admins:
			admins &&
			[...admins.people.values()]
				.filter(({ leave }) => leave === null || leave.isShown)
				.sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1))
				.map(({ id, name, role, since, isLonger, leave }) => ({
					id,
					name,
					role,
					since,
					isLonger,
					isSelf: id === admins.self,
					isUnconfirmed: admins.isUnconfirmed || leave !== null,
				})),
		shoppers: shoppers && shoppers.people.size - (isUs ? 1 : 0),
		isAdminsFull: admins !== null && admins.people.size >= ADMINS_LIMIT,
		isShoppersFull: shoppers !== null && shoppers.people.size >= SHOPPERS_LIMIT,
		guestsAndUsers: stated,
		comings,
		recentVisitors: visits
			.filter(({ minute }) => minute > Math.floor(now / MINUTE_MS) - RECENT_MINUTES)
			.reduce((sum, { count }) => sum + count, 0),
	};
}

/** The state once leaves that have become sure by `now` are leaves. */
function settle(state: PeopleState, now: number): PeopleState {
	const isSure = (leave: Leave | null) => leave !== null && leave.sureAt <= now;
	let next = state;
	const gone = [...(state.admins?.people.values() ?? [])].filter(({ leave }) => isSure(leave));
	if (state.admins !== null && gone.length > 0) {
		const people = new Map(state.admins.people);
		for (const { id } of gone) people.delete(id);
		const left = gone.map((admin) => comingOf(admin, 'left', admin.leave?.at ?? now));
		next = { ...next, admins: { ...state.admins, people }, comings: withComings(state.comings, left) };
	}
	if (state.shoppers !== null) {
		// Asked with each of thousands who come at once: nothing is copied while nobody left.
		const sure: string[] = [];
		for (const [id, leave] of state.shoppers.people) if (isSure(leave)) sure.push(id);
		if (sure.length > 0) {
			const people = new Map(state.shoppers.people);
			for (const id of sure) people.delete(id);
			next = { ...next, shoppers: { ...state.shoppers, people } };
		}
	}
	return next;
}

function adminOf({ id, name, role }: Member, held: Admin | undefined, at: number, isLonger: boolean): Admin {
	return { id, name, role, since: held?.since ?? at, isLonger: held?.isLonger ?? isLonger, leave: null };
}

function comingOf({ id, name, role }: Admin, kind: Coming['kind'], at: number): Coming {
	return { id, name, kind, at, role };
}

function withAdmin(state: PeopleState, admins: Presence<Admin>, admin: Admin): PeopleState {
	return { ...state, admins: { ...admins, people: new Map(admins.people).set(admin.id, admin) } };
}

function withShopper(
	state: PeopleState,
	shoppers: Presence<Leave | null>,
	id: string,
	leave: Leave | null,
): PeopleState {
	return { ...state, shoppers: { ...shoppers, people: new Map(shoppers.people).set(id, leave) } };
}

function withComings(held: readonly Coming[], news: readonly Coming[]): readonly Coming[] {
	if (news.length === 0) return held;
	return [...news, ...held].sort((a, b) => b.at - a.at).slice(0, COMINGS_LIMIT);
}
