package dev.patchbay.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

/** The few things of the JVM that say whether it is well. Thread-safe. */
final class JvmGauges implements MultiCollector {
  @Override
  public MetricSnapshots collect() {
    Snapshots all = new Snapshots();
    // Asked for here, since a server needs none of it to start.
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage rest = memory.getNonHeapMemoryUsage();
    Series used = all.gauge("jvm_memory_used_bytes", "Memory that is used");
    used.add(heap.getUsed(), "area", "heap");
    used.add(rest.getUsed(), "area", "nonheap");
    Series committed = all.gauge("jvm_memory_committed_bytes", "Memory the JVM has");
    committed.add(heap.getCommitted(), "area", "heap");
    committed.add(rest.getCommitted(), "area", "nonheap");
    all.gauge("jvm_memory_max_bytes", "Memory the JVM may have; -1 if there is no bound")
        .add(heap.getMax(), "area", "heap");
    all.gauge("jvm_threads_current", "Platform threads that live")
        .add(ManagementFactory.getThreadMXBean().getThreadCount());
    all.gauge("process_start_time_seconds", "When the process began, since 1970")
        .add(ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
    return all.all();
  }
}
