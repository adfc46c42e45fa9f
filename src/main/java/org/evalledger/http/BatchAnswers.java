package org.evalledger.http;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.evalledger.bytes.Bytes;
import org.evalledger.http.BatchEndpoint.LineResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to the lines of a batch, in their order, each as soon as it and those before it are
 * known. One thread reads lines, each line is submitted on a thread of its own, and whoever reads
 * this stream waits for the oldest. Lines under way are bounded in number and bytes, so that a
 * client that does not read its answers is not read from either.
 */
final class BatchAnswers extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(BatchAnswers.class);
  private static final int UNDER_WAY = 64;

  /** KiB of lines under way; a single line may have more, and then goes alone. */
  private static final int KIB_UNDER_WAY = 16 << 10;

  private static final byte[] NOTHING = new byte[0];

  private final BatchLines lines;
  private final Submit submit;
  private final JsonMapper json;
  private final Runnable release;
  private final BlockingQueue<FutureTask<byte[]>> underWay = new ArrayBlockingQueue<>(UNDER_WAY);
  private final Semaphore kib = new Semaphore(KIB_UNDER_WAY);
  private final Thread reader;

  /** Owned by the one thread that reads this stream. */
  private byte[] answer = NOTHING;

  private int sent;
  private boolean ended;
  private volatile boolean closed;

  BatchAnswers(BatchLines lines, Submit submit, JsonMapper json, Runnable release) {
    this.lines = lines;
    this.submit = submit;
    this.json = json;
    this.release = release;
    this.reader = Thread.ofVirtual().name("batch").start(this::readAll);
  }

  /** Submits a line. */
  interface Submit {
    /**
     * The answer to a line.
     *
     * @param number zero-based, blank lines not counted
     * @param others whether lines before it are under way still
     */
    LineResponse line(long number, BatchLines.Next line, Callable<Boolean> others) throws Exception;
  }

  private void readAll() {
    try {
      FutureTask<byte[]> before = done();
      for (long number = 0; !closed; number++) {
        BatchLines.Next next = lines.next();
        if (next instanceof BatchLines.End) {
          break;
        }
        before = start(number, next, before);
      }
    } catch (IOException broken) {
      // Too long as a whole, or the client went away; what was read is answered, and no more.
      LOG.debug("a batch ended early", broken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private static FutureTask<byte[]> done() {
    var none = new FutureTask<>(() -> NOTHING);
    none.run();
    return none;
  }

  private FutureTask<byte[]> start(long number, BatchLines.Next line, FutureTask<byte[]> before)
      throws InterruptedException {
    int size =
        line instanceof BatchLines.Line(Bytes bytes)
            ? Integer.min(bytes.length() / 1024 + 1, KIB_UNDER_WAY)
            : 1;
    kib.acquire(size);
    var task =
        new FutureTask<>(
            () -> {
              try {
                return written(submit.line(number, line, () -> waitFor(before)));
              } finally {
                kib.release(size);
              }
            });
    underWay.put(task);
    Thread.ofVirtual().start(task);
    return task;
  }

  /** Whether there was anything to wait for. */
  private static boolean waitFor(FutureTask<byte[]> before) throws InterruptedException {
    if (before.isDone()) {
      return false;
    }
    try {
      before.get();
    } catch (ExecutionException e) {
      return true;
    }
    return true;
  }

  private byte[] written(LineResponse response) throws IOException {
    byte[] object = json.writeValueAsBytes(response);
    byte[] line = Arrays.copyOf(object, object.length + 1);
    line[object.length] = '\n';
    return line;
  }

  /** An answer of no bytes ends them all. */
  private void end() {
    try {
      if (!closed) {
        underWay.put(done());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? answer[sent++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int some = Integer.min(length, answer.length - sent);
    System.arraycopy(answer, sent, into, offset, some);
    sent += some;
    return some;
  }

  @Override
  public int available() {
    return answer.length - sent;
  }

  private boolean fill() throws IOException {
    if (sent < answer.length) {
      return true;
    }
    if (ended || closed) {
      return false;
    }
    try {
      answer = underWay.take().get();
      sent = 0;
      ended = answer.length == 0;
      return !ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("no longer wanted");
    } catch (ExecutionException e) {
      LOG.error("A line of a batch failed", e.getCause());
      throw new IOException("the batch cannot go on", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      reader.interrupt();
      release.run();
      lines.close();
    }
  }
}
