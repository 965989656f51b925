package example.invoices;

import java.util.List;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/invoices")
@CrossOrigin(origins = "*")
public class InvoiceController {
  @GetMapping
  public List<String> all() {
    return List.of();
  }

  @GetMapping("/{id}")
  public String one(@PathVariable String id) {
    return id;
  }
}
