import type { Words } from './words.ts';
import { ages } from './ms/ages.ts';
import { feed } from './ms/feed.ts';
import { orderTable } from './ms/orderTable.ts';
import { orderDrawer } from './ms/orderDrawer.ts';
import { figures } from './ms/figures.ts';
import { rate } from './ms/rate.ts';
import { payments } from './ms/payments.ts';
import { bar } from './ms/bar.ts';
import { states } from './ms/states.ts';
import { trace } from './ms/trace.ts';
import { severities } from './ms/severities.ts';
import { lists } from './ms/lists.ts';
import { system } from './ms/system.ts';
import { stock } from './ms/stock.ts';
import { people } from './ms/people.ts';
import { watch } from './ms/watch.ts';
import { carts } from './ms/carts.ts';
import { trades } from './ms/trades.ts';
import { notices } from './ms/notices.ts';
import { unread } from './ms/unread.ts';
import { inspector } from './ms/inspector.ts';
import { entry } from './ms/entry.ts';
import { locale } from './ms/locale.ts';
import { settings } from './ms/settings.ts';
import { topics } from './ms/topics.ts';
import { pages } from './ms/pages.ts';
import { shell } from './ms/shell.ts';
import { shortcuts } from './ms/shortcuts.ts';
import { signals } from './ms/signals.ts';
import { sound } from './ms/sound.ts';
import { toasts } from './ms/toasts.ts';
import { wall } from './ms/wall.ts';

export const ms: Words = {
	payments,
	rate,
	figures,
	ages,
	locale,
	entry,
	inspector,
	unread,
	notices,
	trades,
	carts,
	watch,
	people,
	stock,
	system,
	lists,
	severities,
	bar,
	states,
	trace,
	orderDrawer,
	orderTable,
	feed,
	settings,
	topics,
	pages,
	shell,
	shortcuts,
	signals,
	sound,
	toasts,
	wall,
};
