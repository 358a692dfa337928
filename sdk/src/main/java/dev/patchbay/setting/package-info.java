/**
 * Settings: what is changed while the program runs and outlives it, by its key.
 *
 * <p>Imports {@code json} and below. The stores keep it; what manages a router from outside asks
 * it. Read {@link dev.patchbay.setting.SettingStore} first. Values are immutable, stores
 * thread-safe.
 */
@NullMarked
package dev.patchbay.setting;

import org.jspecify.annotations.NullMarked;
