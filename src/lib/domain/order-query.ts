import type { StatusKind } from '../contract/events.ts';

export const ORDER_SORTS = ['placed', 'number', 'customer', 'total', 'status', 'changed'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** Which orders are asked for, and in which order. */
export interface OrderQuery {
	readonly search: string;
	readonly status: StatusKind | null;
	readonly currency: string | null;
	readonly source: string | null;
	readonly day: 'today' | 'all';
	readonly sort: OrderSort;
	readonly isDescending: boolean;
}

/** Every order, the latest first. */
export const DEFAULT_ORDER_QUERY: OrderQuery = {
	search: '',
	status: null,
	currency: null,
	source: null,
	day: 'all',
	sort: 'placed',
	isDescending: true,
};

/** Characters of a search; an address holds no more. */
export const SEARCH_LIMIT = 100;
const NAME_LIMIT = 64;

/** How far along an order is: the place of its status among the others. */
export const STATUS_RANKS: Readonly<Record<StatusKind, number>> = {
	pending: 0,
	confirmed: 1,
	paid: 2,
	processing: 3,
	shipped: 4,
	delivered: 5,
	cancelled: 6,
	refunded: 7,
	failed: 8,
	unknown: 9,
};

/** Reads a query from an address; what is absent or makes no sense is as by default. */
export function parseQuery(params: URLSearchParams): OrderQuery {
	const status = params.get('status');
	const sort = params.get('sort');
	return {
		// By characters, so that none is cut in two.
		search: [...(params.get('q') ?? '')].slice(0, SEARCH_LIMIT).join(''),
		status: isStatusKind(status) ? status : null,
		currency: nameOf(params.get('currency')),
		source: nameOf(params.get('source')),
		day: params.get('day') === 'today' ? 'today' : 'all',
		sort: ORDER_SORTS.find((name) => name === sort) ?? DEFAULT_ORDER_QUERY.sort,
		isDescending: params.get('dir') !== 'asc',
	};
}

/** Writes a query into an address, without what is as by default. */
export function writeQuery(query: OrderQuery): URLSearchParams {
	const params = new URLSearchParams();
	if (query.search !== '') params.set('q', query.search);
	if (query.status !== null) params.set('status', query.status);
	if (query.currency !== null) params.set('currency', query.currency);
	if (query.source !== null) params.set('source', query.source);
	if (query.day !== 'all') params.set('day', query.day);
	if (query.sort !== DEFAULT_ORDER_QUERY.sort) params.set('sort', query.sort);
	if (!query.isDescending) params.set('dir', 'asc');
	return params;
}

function isStatusKind(text: string | null): text is StatusKind {
	return text !== null && Object.hasOwn(STATUS_RANKS, text);
}

function nameOf(text: string | null): string | null {
	return text === null || text === '' || text.length > NAME_LIMIT ? null : text;
}
