import type { Files } from '../devices/files.ts';
import { NO_FILTER, toNdjson, type InspectorFilter, type InspectorState } from '../domain/inspector.ts';
import type { Dashboard } from './dashboard.svelte.ts';

/** The inspector's filter, its pause, and what is taken out of it. */
export class InspectorDesk {
	#dashboard: Dashboard;
	#files: Files;
	#filter: InspectorFilter = $state.raw(NO_FILTER);
	#held: InspectorState | null = $state.raw(null);

	readonly view = $derived.by(() => this.#dashboard.inspect(this.#filter, this.#held));

	constructor(dashboard: Dashboard, files: Files) {
		this.#dashboard = dashboard;
		this.#files = files;
	}

	get filter(): InspectorFilter {
		return this.#filter;
	}

	filterBy(filter: InspectorFilter): void {
		this.#filter = filter;
	}

	/** Holds the list as it stands, or lets it go on. */
	pause(isPaused: boolean): void {
		this.#held = isPaused ? (this.#held ?? this.#dashboard.state.inspector) : null;
	}

	/** Saves the rows that the filter leaves. */
	export(): void {
		this.#files.save('messages.ndjson', 'application/x-ndjson', toNdjson(this.view.rows));
	}

	copy(text: string): Promise<boolean> {
		return this.#files.copy(text);
	}
}
