import type { Files } from '../devices/files.ts';
import { toCsv, toJson } from '../domain/order-export.ts';
import {
	DEFAULT_ORDER_COLUMNS,
	ORDER_COLUMNS,
	type OrderColumn,
	type OrderList,
} from '../domain/order-list.ts';
import { parseQuery, writeQuery, type OrderQuery } from '../domain/order-query.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import type { SettingsStore } from './settings.svelte.ts';

/** Spreadsheets take UTF-8 for something else without it. */
const BYTE_ORDER_MARK = '\uFEFF';
/** The address names the open order beside the query. */
const OPEN = 'order';

/** The table of orders as an address asks for it, in the columns this browser prefers. */
export class OrderTable {
	#dashboard: Dashboard;
	#settings: SettingsStore;
	#files: Files;
	#params: URLSearchParams = $state.raw(new URLSearchParams());

	readonly query: OrderQuery = $derived.by(() => parseQuery(this.#params));
	readonly list: OrderList = $derived.by(() => this.#dashboard.list(this.query));
	/** The ref of the open order. */
	readonly openRef: string | null = $derived.by(() => this.#params.get(OPEN));
	readonly open = $derived.by(() =>
		this.openRef === null ? null : (this.list.byRef.get(this.openRef) ?? null),
	);
	readonly columns: readonly OrderColumn[] = $derived.by(() => {
		const { columns } = this.#settings.values;
		const known = ORDER_COLUMNS.filter((column) => columns?.includes(column));
		return known.length > 0 ? known : DEFAULT_ORDER_COLUMNS;
	});

	constructor(dashboard: Dashboard, settings: SettingsStore, files: Files) {
		this.#dashboard = dashboard;
		this.#settings = settings;
		this.#files = files;
	}

	/** Follows the address: called with its parameters whenever they change. */
	follow(params: URLSearchParams): void {
		this.#params = params;
	}

	/** The parameters of an address for this query with this order open. */
	addressOf(query: OrderQuery, openRef: string | null): string {
		const params = writeQuery(query);
		if (openRef !== null) params.set(OPEN, openRef);
		const text = params.toString();
		return text === '' ? '' : `?${text}`;
	}

	setColumns(columns: readonly OrderColumn[]): void {
		this.#settings.change({ columns: [...columns] });
	}

	/** Saves the orders that the query asks for. */
	export(format: 'csv' | 'json'): void {
		const { rows } = this.list;
		const name = `orders-${this.#dashboard.state.day.name}.${format}`;
		if (format === 'csv') this.#files.save(name, 'text/csv;charset=utf-8', BYTE_ORDER_MARK + toCsv(rows));
		else this.#files.save(name, 'application/json', toJson(rows));
	}

	copy(text: string): Promise<boolean> {
		return this.#files.copy(text);
	}
}
