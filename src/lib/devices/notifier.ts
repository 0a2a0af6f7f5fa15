/**
 * Notifications of the browser, for whoever looks at another tab, and the truth about whether they may be shown.
 *
 * They are never the only sign: a page that is looked at shows none, and a refusal is a capability, not an exception.
 */

/** `default`: the browser will ask when it is told to. */
export type NotifierCapability = 'granted' | 'denied' | 'default' | 'unsupported';

export interface Note {
	readonly title: string;
	readonly body: string | null;
	/** A second note with the same tag takes the place of the first. */
	readonly tag: string;
}

export interface Notifier {
	readonly capability: NotifierCapability;
	/** Called on every change of the capability. Returns the undo. */
	onCapability(listener: (capability: NotifierCapability) => void): () => void;
	/** Call inside a user gesture: makes the browser ask, unless it was answered before. */
	ask(): Promise<void>;
	/** Shows it if the page is hidden. True when the browser took it. */
	show(note: Note): boolean;
	/** Follows what is changed in the browser's own settings. Returns stop, which takes open notes away. */
	start(): () => void;
}

/** `icon` is the address of the picture beside each note; without one the browser takes its own. */
export function createNotifier(icon?: string): Notifier {
	const listeners = new Set<(capability: NotifierCapability) => void>();
	const open = new Map<string, Notification>();
	let isImpossible = !('Notification' in globalThis) || !globalThis.isSecureContext;
	let capability = look();

	function look(): NotifierCapability {
		return isImpossible ? 'unsupported' : Notification.permission;
	}

	function refresh(): void {
		const next = look();
		if (next === capability) return;
		capability = next;
		for (const listener of listeners) listener(next);
	}

	function show({ title, body, tag }: Note): boolean {
		refresh();
		if (capability !== 'granted' || !document.hidden) return false;
		try {
			// Silent: the sounds are ours, with their own switches.
			const note = new Notification(title, {
				...(body !== null && { body }),
				...(icon !== undefined && { icon }),
				tag,
				silent: true,
			});
			note.onclick = () => {
				window.focus();
				note.close();
			};
			note.onclose = () => {
				if (open.get(tag) === note) open.delete(tag);
			};
			open.set(tag, note);
			return true;
		} catch {
			// Chrome on Android has the class and refuses to make one: only an installed app may.
			isImpossible = true;
			refresh();
			return false;
		}
	}

	function closeAll(): void {
		for (const note of open.values()) note.close();
		open.clear();
	}

	return {
		get capability() {
			return capability;
		},
		onCapability(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async ask() {
			if (look() === 'default') await Notification.requestPermission();
			refresh();
		},
		show,
		start() {
			let permission: PermissionStatus | undefined;
			let isStopped = false;
			// Whoever came back has seen it.
			const onVisible = () => {
				refresh();
				if (!document.hidden) closeAll();
			};
			void follow();
			document.addEventListener('visibilitychange', onVisible);

			async function follow(): Promise<void> {
				try {
					const status = await navigator.permissions.query({ name: 'notifications' });
					if (isStopped) return;
					permission = status;
					permission.addEventListener('change', refresh);
				} catch {
					// Not every browser can be asked; then it is looked up when the page is seen again.
				}
			}

			return () => {
				isStopped = true;
				permission?.removeEventListener('change', refresh);
				document.removeEventListener('visibilitychange', onVisible);
				closeAll();
				listeners.clear();
			};
		},
	};
}
