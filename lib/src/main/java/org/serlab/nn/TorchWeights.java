package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.serlab.SerlabException;

/** A dictionary of tensors within a file of {@code torch.save}. */
final class TorchWeights implements WeightFile {
  private final TorchFile opened;
  private final Map<String, TorchTensor> tensors;

  TorchWeights(TorchFile opened, Map<String, TorchTensor> tensors) {
    this.opened = opened;
    this.tensors = tensors;
  }

  private TorchTensor tensor(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new SerlabException("The weights " + file() + " hold no array " + name + ".");
    }
    return tensor;
  }

  @Override
  public Path file() {
    return opened.file();
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public DataType type(String name) {
    return tensor(name).type();
  }

  @Override
  public Shape shape(String name) {
    return tensor(name).engineShape();
  }

  @Override
  public ByteBuffer bytes(String name) {
    return opened.bytes(tensor(name));
  }

  @Override
  public void close() {
    opened.close();
  }
}
